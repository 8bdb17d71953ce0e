package dev.carillon.push.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.config.BrokerConfig;
import dev.carillon.config.ConfigLoader;
import dev.carillon.config.ConfigOutcome;
import dev.carillon.model.MessageAttribute;
import dev.carillon.push.AskingVerticle;
import dev.carillon.push.AttemptOutcome;
import dev.carillon.push.AttemptOutcome.Delivered;
import dev.carillon.push.AttemptOutcome.Permanent;
import dev.carillon.push.AttemptOutcome.Retryable;
import dev.carillon.push.QueueMessage;
import dev.carillon.testing.FreePort;
import dev.carillon.testing.Keeps;
import dev.carillon.testing.QueueServer;
import dev.carillon.testing.Unread;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** The client against a real queue service. */
@Timeout(60)
class QueueClientTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static QueueServer server;

    private QueueClient client = client(Map.of("CARILLON_DELIVERY_SQS_ENDPOINT", server.url()));

    @BeforeAll
    static void start() {
        server = QueueServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
        VERTX.close().await();
    }

    @AfterEach
    void close() {
        client.close().await();
    }

    @Test
    @Keeps("queue.body")
    void sendsABodyAsItIs() {
        String arn = server.create("bodies");

        assertThat(send(arn, "{\"ü\" : \"\n\"}")).isEqualTo(new Delivered(200));

        assertThat(server.take("bodies")).extracting(Message::body).containsExactly("{\"ü\" : \"\n\"}");
    }

    @Test
    @Keeps("raw.queue-attributes")
    void attributesOfEveryTypeArrive() {
        String arn = server.create("attributes");

        AttemptOutcome outcome = client.send(new QueueMessage(
                        arn,
                        Buffer.buffer("m"),
                        List.of(
                                new MessageAttribute("text", "String", "ü"),
                                new MessageAttribute("number", "Number.int", "7"),
                                new MessageAttribute("bytes", "Binary", "AAH/")),
                        "",
                        ""))
                .await();

        assertThat(outcome).isEqualTo(new Delivered(200));
        Map<String, MessageAttributeValue> arrived =
                server.take("attributes").get(0).messageAttributes();
        assertThat(arrived.get("text").stringValue()).isEqualTo("ü");
        assertThat(arrived.get("number").dataType()).isEqualTo("Number.int");
        assertThat(arrived.get("number").stringValue()).isEqualTo("7");
        assertThat(arrived.get("bytes").binaryValue().asByteArray()).containsExactly(0, 1, 255);
    }

    @Test
    @Keeps("raw.queue-too-many-attributes")
    void moreAttributesThanAQueueTakesAreAPermanentError() {
        List<MessageAttribute> eleven = IntStream.range(0, 11)
                .mapToObj(i -> new MessageAttribute("a" + i, "String", "v"))
                .toList();

        assertThat(client.send(new QueueMessage(QueueServer.arn("any"), Buffer.buffer("m"), eleven, "", ""))
                        .await())
                .isEqualTo(new Permanent(0, "attributes"));
    }

    @Test
    void manyMessagesAtOnceAllArrive() {
        String first = server.create("first");
        String second = server.create("second");

        List<Future<AttemptOutcome>> sent = IntStream.range(0, 95)
                .mapToObj(i -> client.send(message(i % 3 == 0 ? second : first, "m" + i)))
                .toList();

        assertThat(Future.all(sent).await().<AttemptOutcome>list()).containsOnly(new Delivered(200));
        assertThat(server.take("first"))
                .extracting(Message::body)
                .doesNotHaveDuplicates()
                .hasSize(63);
        assertThat(server.take("second"))
                .extracting(Message::body)
                .doesNotHaveDuplicates()
                .hasSize(32);
    }

    @Test
    void oneBadMessageCostsTheOthersOfItsBatchNothing() {
        String arn = server.create("mixed");
        QueueMessage bad = message(arn, "x".repeat(1_100_000));

        List<Future<AttemptOutcome>> sent = List.of(
                client.send(message(arn, "a")),
                client.send(new QueueMessage(
                        arn, Buffer.buffer("b"), List.of(new MessageAttribute("n", "Number", "x")), "", "")),
                client.send(bad),
                client.send(message(arn, "c")));

        List<AttemptOutcome> outcomes = Future.all(sent).await().list();
        assertThat(outcomes.get(0)).isEqualTo(new Delivered(200));
        assertThat(outcomes.get(2)).isInstanceOf(Permanent.class);
        assertThat(outcomes.get(3)).isEqualTo(new Delivered(200));
        assertThat(server.take("mixed")).extracting(Message::body).contains("a", "c");
    }

    @Test
    void aQueueThatDoesNotExistIsAPermanentErrorUntilItDoes() {
        assertThat(send(QueueServer.arn("later"), "m")).isEqualTo(new Permanent(400, "no-queue"));

        server.create("later");
        assertThat(send(QueueServer.arn("later"), "m")).isEqualTo(new Delivered(200));

        server.delete("later");
        assertThat(send(QueueServer.arn("later"), "m")).isEqualTo(new Permanent(400, "no-queue"));
    }

    @Test
    void aServiceThatIsDownIsTriedAgain() {
        client.close().await();
        client = client(Map.of("CARILLON_DELIVERY_SQS_ENDPOINT", "http://127.0.0.1:" + FreePort.any()));

        assertThat(send(QueueServer.arn("q"), "m")).isEqualTo(new Retryable(0, "refused", Duration.ZERO));
    }

    @Test
    void aServiceThatDoesNotAnswerIsGivenUpAndTriedAgain() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            client.close().await();
            client = client(Map.of(
                    "CARILLON_DELIVERY_SQS_ENDPOINT",
                    "http://127.0.0.1:" + silent.getLocalPort(),
                    "CARILLON_DELIVERY_ATTEMPT_TIMEOUT",
                    "100ms"));

            assertThat(send(QueueServer.arn("q"), "m")).isEqualTo(new Retryable(0, "timeout", Duration.ZERO));
        }
    }

    @Test
    void keepsNoConnectionAndNoMessageForAServiceThatReadsNothing() throws IOException {
        try (ServerSocket service = new ServerSocket()) {
            service.setReceiveBufferSize(4_096);
            service.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            client.close().await();
            String url = "http://127.0.0.1:" + service.getLocalPort();
            client = client(Map.of("CARILLON_DELIVERY_SQS_ENDPOINT", url, "CARILLON_DELIVERY_ATTEMPT_TIMEOUT", "2s"));
            Future<Socket> accepted = VERTX.executeBlocking(() -> afterTheFirstReply(service, url + "/q"));
            String body = "m".repeat(32 << 20);

            assertThat(send(QueueServer.arn("q"), body)).isEqualTo(new Retryable(0, "timeout", Duration.ZERO));
            try (Socket unread = accepted.await()) {
                assertThat(Unread.bytesOf(unread)).isLessThan(body.length());
            }
        }
    }

    @Test
    void anAnswerWithoutEndIsCutAndTriedAgain() {
        AtomicLong written = new AtomicLong();
        HttpServer service = VERTX.createHttpServer()
                .requestHandler(request -> writeWithoutEnd(request.response().setChunked(true), written))
                .listen(0, "127.0.0.1")
                .await();
        client.close().await();
        client = client(Map.of("CARILLON_DELIVERY_SQS_ENDPOINT", "http://127.0.0.1:" + service.actualPort()));

        assertThat(send(QueueServer.arn("q"), "m")).isEqualTo(new Retryable(0, "malformed", Duration.ZERO));
        service.close().await();
        assertThat(written).hasValueLessThan(64L << 20);
    }

    @Test
    @Keeps("queue.services")
    void theArnChoosesTheService() {
        server.create("chosen");
        client.close().await();
        client = client(Map.of(
                "CARILLON_DELIVERY_SQS_OTHERS", "local",
                "CARILLON_DELIVERY_SQS_LOCAL_ENDPOINT", server.url(),
                "CARILLON_DELIVERY_SQS_LOCAL_QUEUES", "arn:aws:sqs:elasticmq:*",
                "CARILLON_DELIVERY_SQS_LOCAL_ACCESS_KEY", "key",
                "CARILLON_DELIVERY_SQS_LOCAL_SECRET_KEY", "secret",
                "CARILLON_DELIVERY_SQS_LOCAL_REGION", "elasticmq"));

        assertThat(send(QueueServer.arn("chosen"), "m")).isEqualTo(new Delivered(200));
        assertThat(send("arn:aws:sqs:elsewhere:000000000000:chosen", "m"))
                .isEqualTo(new Retryable(0, "unserved", Duration.ZERO));
    }

    @Test
    void nothingIsSentOnceItIsClosed() {
        String arn = server.create("closed");
        client.close().await();

        assertThat(send(arn, "m")).isEqualTo(new Retryable(0, "stopping", Duration.ZERO));
    }

    @Test
    void letsACallEndThoughTheVerticleThatAskedIsGone() throws IOException {
        List<Throwable> thrown = new CopyOnWriteArrayList<>();
        VERTX.exceptionHandler(thrown::add);
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + silent.getLocalPort();
            QueueClient named =
                    client(Map.of("CARILLON_DELIVERY_SQS_ENDPOINT", url, "CARILLON_DELIVERY_ATTEMPT_TIMEOUT", "1s"));
            AskingVerticle.askAndGo(VERTX, () -> named.send(message(QueueServer.arn("q"), "m")));

            named.close().await();
        }

        assertThat(thrown).isEmpty();
    }

    @Test
    @Keeps({"publish.group-on-standard", "queue.group"})
    void theGroupOfAMessageIsHandedOn() {
        String arn = server.create("groups");

        assertThat(client.send(new QueueMessage(arn, Buffer.buffer("m"), List.of(), "g1", ""))
                        .await())
                .isEqualTo(new Delivered(200));
        assertThat(server.take("groups").get(0).attributesAsStrings()).containsEntry("MessageGroupId", "g1");
    }

    /** As fast as it is read. */
    private static void writeWithoutEnd(HttpServerResponse response, AtomicLong written) {
        Buffer part = Buffer.buffer(new byte[64 << 10]);
        response.write(part).onSuccess(taken -> {
            written.addAndGet(part.length());
            writeWithoutEnd(response, written);
        });
    }

    /** Says where the queue is, and nothing more. */
    private static Socket afterTheFirstReply(ServerSocket service, String queueUrl) throws IOException {
        Socket socket = service.accept();
        socket.setSoTimeout(5_000);
        InputStream in = socket.getInputStream();
        StringBuilder request = new StringBuilder();
        while (request.indexOf("\"}") < 0) {
            request.append((char) in.read());
        }
        String reply = "{\"QueueUrl\":\"" + queueUrl + "\"}";
        socket.getOutputStream()
                .write(("HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: "
                                + reply.length() + "\r\n\r\n" + reply)
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private AttemptOutcome send(String arn, String body) {
        return client.send(message(arn, body)).await();
    }

    private static QueueMessage message(String arn, String body) {
        return new QueueMessage(arn, Buffer.buffer(body), Collections.emptyList(), "", "");
    }

    private static QueueClient client(Map<String, String> environment) {
        BrokerConfig config = ((ConfigOutcome.Accepted) new ConfigLoader(new HashMap<>(environment)).load()).config();
        return new QueueClient(VERTX, config);
    }
}
