package dev.carillon.push.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carillon.config.ConfigLoader;
import dev.carillon.config.ConfigOutcome;
import dev.carillon.push.AttemptOutcome;
import dev.carillon.push.AttemptOutcome.Delivered;
import dev.carillon.push.QueueMessage;
import dev.carillon.testing.Keeps;
import dev.carillon.testing.QueueServer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

/** Which calls a real queue service gets: they are noted on their way to it. */
class BatchedCallsTest {
    /** One event loop for all: what a test sends in one turn of it waits together. */
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));

    private final QueueServer queues = QueueServer.start();
    private final HttpClient onward = vertx.createHttpClient();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final HttpServer noted = vertx.createHttpServer()
            .requestHandler(this::onCall)
            .listen(0, "127.0.0.1")
            .await();
    private final QueueClient client = new QueueClient(
            vertx,
            ((ConfigOutcome.Accepted) new ConfigLoader(
                                    Map.of("CARILLON_DELIVERY_SQS_ENDPOINT", "http://127.0.0.1:" + noted.actualPort()))
                            .load())
                    .config());

    private final String arn = queues.create("q");
    private volatile Future<Void> answers = Future.succeededFuture();

    private record Call(String action, int messages) {}

    /** After this the queue's URL is known. */
    @BeforeEach
    void theFirstMessageAsksForTheQueueAndGoesAlone() {
        assertThat(send("first").await()).isEqualTo(new Delivered(200));
        assertThat(calls).containsExactly(new Call("GetQueueUrl", 1), new Call("SendMessage", 1));
        calls.clear();
    }

    @AfterEach
    void stop() {
        client.close().await();
        vertx.close().await();
        queues.close();
    }

    @Test
    @Keeps("queue.batches")
    void whatWaitsTogetherGoesInBatchesOfUpToTen() {
        assertThat(sendTogether(23)).hasSize(23).containsOnly(new Delivered(200));

        assertThat(calls)
                .containsExactlyInAnyOrder(
                        new Call("SendMessageBatch", 10),
                        new Call("SendMessageBatch", 10),
                        new Call("SendMessageBatch", 3));
        assertThat(queues.take("q"))
                .extracting(Message::body)
                .doesNotHaveDuplicates()
                .hasSize(24);
    }

    @Test
    @Keeps("queue.batches")
    void whatIsLeftOfFullBatchesGoesAlone() {
        assertThat(sendTogether(11)).hasSize(11).containsOnly(new Delivered(200));

        assertThat(calls).containsExactlyInAnyOrder(new Call("SendMessageBatch", 10), new Call("SendMessage", 1));
    }

    @Test
    @Keeps("queue.batches")
    void oneAloneGoesAtOnceThoughTheOneBeforeIsNotAnswered() {
        Promise<Void> released = Promise.promise();
        answers = released.future();

        Future<AttemptOutcome> before = send("before");
        await().untilAsserted(() -> assertThat(calls).containsExactly(new Call("SendMessage", 1)));
        Future<AttemptOutcome> after = send("after");
        await().untilAsserted(() ->
                assertThat(calls).containsExactly(new Call("SendMessage", 1), new Call("SendMessage", 1)));

        assertThat(before.isComplete()).isFalse();
        released.complete();
        assertThat(List.of(before.await(), after.await())).containsOnly(new Delivered(200));
    }

    private List<AttemptOutcome> sendTogether(int count) {
        Promise<List<Future<AttemptOutcome>>> sent = Promise.promise();
        vertx.runOnContext(turn -> sent.complete(
                IntStream.range(0, count).mapToObj(i -> send("m" + i)).toList()));
        return Future.all(sent.future().await()).await().list();
    }

    private Future<AttemptOutcome> send(String body) {
        return client.send(new QueueMessage(arn, Buffer.buffer(body), List.of(), "", ""));
    }

    private void onCall(HttpServerRequest request) {
        Future<Void> unused = request.body()
                .compose(body -> {
                    calls.add(call(request, body));
                    return answers.map(body);
                })
                .compose(body -> onward.request(new RequestOptions()
                                .setAbsoluteURI(queues.url() + request.uri())
                                .setMethod(request.method())
                                .setHeaders(request.headers()))
                        .compose(copy -> copy.send(body)))
                .compose(reply -> reply.body().compose(body -> {
                    request.response()
                            .setStatusCode(reply.statusCode())
                            .headers()
                            .setAll(reply.headers());
                    return request.response().end(body);
                }));
    }

    private static Call call(HttpServerRequest request, Buffer body) {
        String action = request.getHeader("X-Amz-Target").replace("AmazonSQS.", "");
        JsonArray entries = new JsonObject(body).getJsonArray("Entries", new JsonArray().add("the one"));
        return new Call(action, entries.size());
    }
}
