package dev.carillon.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carillon.testing.Keeps;
import dev.carillon.testing.RecordingEndpoint;
import dev.carillon.testing.RecordingEndpoint.Received;
import dev.carillon.testing.Reply;
import dev.carillon.testing.TestBroker;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;

/** From the AWS SDK through the whole broker to endpoints, and back to their answers. */
class EndToEndIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static TestBroker broker;
    private static RecordingEndpoint endpoint;

    private SnsClient sns;
    private String topic;

    @BeforeAll
    static void start() {
        // What hangs is given up only when all that does not has long arrived.
        broker = TestBroker.builder().with("delivery.attempt-timeout", "30s").start();
        endpoint = RecordingEndpoint.start();
    }

    @AfterAll
    static void stop() {
        endpoint.close();
        broker.close();
    }

    @BeforeEach
    void makeATopic() {
        sns = broker.sdk(broker.newProject());
        topic = sns.createTopic(request -> request.name("orders")).topicArn();
    }

    @AfterEach
    void closeTheClient() {
        sns.close();
    }

    @Test
    @Keeps("envelope.message-id")
    void aFunctionGetsTheSignedMessage() throws Exception {
        subscribe("lambda", "/signed");

        String id = sns.publish(
                        request -> request.topicArn(topic).subject("Grüße").message("{\"order\": \"ünï\"}\n"))
                .messageId();

        Received call = arrivals("/signed", 1).get(0);
        JsonObject envelope = new JsonObject(call.text());
        assertThat(call.header("x-amz-sns-message-type")).isEqualTo("Notification");
        assertThat(call.header("x-amz-sns-topic-arn")).isEqualTo(topic);
        assertThat(envelope.getString("MessageId")).isEqualTo(id);
        assertThat(envelope.getString("Message")).isEqualTo("{\"order\": \"ünï\"}\n");
        assertThat(isSigned(envelope)).isTrue();
    }

    @Test
    @Keeps({"subscribe.pending", "auth.links", "unsubscribe.link"})
    void anHttpEndpointConfirmsGetsMessagesAndLeaves() {
        String arn = subscribe("http", "/confirmed");
        assertThat(arn).isEqualTo("pending confirmation");
        JsonObject asked = new JsonObject(arrivals("/confirmed", 1).get(0).text());
        assertThat(asked.getString("Type")).isEqualTo("SubscriptionConfirmation");
        publish("too early");

        assertThat(get(asked.getString("SubscribeURL")).statusCode()).isEqualTo(200);
        publish("in time");

        JsonObject message = new JsonObject(arrivals("/confirmed", 2).get(1).text());
        assertThat(message.getString("Message")).isEqualTo("in time");
        assertThat(get(message.getString("UnsubscribeURL")).statusCode()).isEqualTo(200);
        JsonObject left = new JsonObject(arrivals("/confirmed", 3).get(2).text());
        assertThat(left.getString("Type")).isEqualTo("UnsubscribeConfirmation");

        assertThat(get(left.getString("SubscribeURL")).statusCode()).isEqualTo(200);
        publish("back again");
        assertThat(new JsonObject(arrivals("/confirmed", 4).get(3).text()).getString("Message"))
                .isEqualTo("back again");
    }

    @Test
    void aFunctionThatFailsIsCalledAgainUntilItSucceeds() {
        endpoint.script("/failing", Reply.status(503), Reply.drop(), Reply.status(429), Reply.ok());
        subscribe("lambda", "/failing");

        publish("persistent");

        List<Received> calls = arrivals("/failing", 4);
        assertThat(calls).extracting(Received::text).containsOnly(calls.get(0).text());
    }

    @Test
    @Keeps("outcome.permanent")
    void aFunctionThatRefusesForGoodIsNotCalledAgain() {
        endpoint.script("/refusing", Reply.status(400), Reply.ok());
        subscribe("lambda", "/refusing");

        publish("unwanted");
        publish("wanted");

        assertThat(arrivals("/refusing", 2))
                .extracting(call -> new JsonObject(call.text()).getString("Message"))
                .containsExactlyInAnyOrder("unwanted", "wanted");
    }

    @Test
    @Keeps("drop.recorded")
    void whatAnEndpointRefusedIsSeenOnTheOpsPort() {
        endpoint.script("/refusing-all", Reply.status(400));
        String subscription = subscribe("lambda", "/refusing-all");

        publish("unwanted");

        String page = "http://127.0.0.1:" + broker.config().listen().opsPort() + "/subscriptions/" + subscription
                + "/failed-deliveries";
        await().atMost(PATIENCE).until(() -> get(page).body(), body -> body.contains("\"dropped\":\"PERMANENT\""));
    }

    @Test
    @Keeps("guarantee.isolation")
    void endpointsThatHangDelayNobodyElse() {
        int each = 50;
        int messages = 60;
        IntStream.range(0, each).forEach(i -> {
            endpoint.script("/hanging/" + i, Reply.hang());
            subscribe("lambda", "/hanging/" + i);
            subscribe("lambda", "/healthy/" + i);
        });

        IntStream.range(0, messages).forEach(i -> publish("message " + i));

        IntStream.range(0, each).forEach(i -> arrivals("/healthy/" + i, messages));
    }

    private String subscribe(String protocol, String path) {
        return sns.subscribe(
                        request -> request.topicArn(topic).protocol(protocol).endpoint(endpoint.url(path)))
                .subscriptionArn();
    }

    private void publish(String message) {
        var published = sns.publish(request -> request.topicArn(topic).message(message));
        assertThat(published.messageId()).isNotEmpty();
    }

    /** Waits until so many arrived, and gives them. */
    private static List<Received> arrivals(String path, int count) {
        return await().atMost(PATIENCE).until(() -> endpoint.received(path), arrived -> arrived.size() >= count);
    }

    private static HttpResponse<String> get(String url) {
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static boolean isSigned(JsonObject envelope) throws GeneralSecurityException, IOException {
        StringBuilder text = new StringBuilder();
        for (String name : List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type")) {
            text.append(name).append('\n').append(envelope.getString(name)).append('\n');
        }
        try (InputStream pem =
                URI.create(envelope.getString("SigningCertURL")).toURL().openStream()) {
            Certificate certificate = CertificateFactory.getInstance("X.509").generateCertificate(pem);
            Signature signature = Signature.getInstance("SHA1withRSA");
            signature.initVerify(certificate);
            signature.update(text.toString().getBytes(StandardCharsets.UTF_8));
            return signature.verify(Base64.getDecoder().decode(envelope.getString("Signature")));
        }
    }
}
