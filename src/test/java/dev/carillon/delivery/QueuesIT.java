package dev.carillon.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carillon.model.ProjectId;
import dev.carillon.testing.BrokerProcess;
import dev.carillon.testing.Keeps;
import dev.carillon.testing.QueueServer;
import dev.carillon.testing.RecordingEndpoint;
import dev.carillon.testing.Reply;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.Message;

/** The whole broker with a real queue service: queues, raw delivery, dead letters, and a kill in the middle. */
class QueuesIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MESSAGES = 40;

    @TempDir
    private Path folder;

    private QueueServer queues;
    private RecordingEndpoint endpoint;
    private BrokerProcess broker;
    private SnsClient sns;
    private String topic;

    @BeforeEach
    void start() throws Exception {
        queues = QueueServer.start();
        endpoint = RecordingEndpoint.start();
        broker = BrokerProcess.start(folder, Map.of("CARILLON_DELIVERY_SQS_ENDPOINT", queues.url()));
        ProjectId project = new ProjectId(UUID.randomUUID());
        assertThat(broker.client().activate(project).getString("status")).isEqualTo("enabled");
        sns = broker.client().sdk(broker.client().credentials(project));
        topic = sns.createTopic(request -> request.name("orders")).topicArn();
    }

    @AfterEach
    void stop() {
        sns.close();
        broker.close();
        endpoint.close();
        queues.close();
    }

    @Test
    @Keeps({"deadletter.attributes", "guarantee.at-least-once", "raw.queue-attributes"})
    void everythingIsWhereItBelongsThoughTheQueuesWereAwayAndTheBrokerWasKilled() {
        subscribe("sqs", QueueServer.arn("enveloped"), Map.of());
        subscribe("sqs", QueueServer.arn("raw"), Map.of("RawMessageDelivery", "true"));
        endpoint.script("/refusing", Reply.status(404));
        subscribe(
                "lambda",
                endpoint.url("/refusing"),
                Map.of("RedrivePolicy", "{\"deadLetterTargetArn\":\"" + QueueServer.arn("dead") + "\"}"));
        queues.stop();
        IntStream.range(0, MESSAGES).forEach(this::publish);
        await().atMost(PATIENCE).until(() -> endpoint.received("/refusing").size() >= MESSAGES);

        broker.kill();
        queues.open();
        List.of("enveloped", "raw", "dead").forEach(queues::create);
        broker.restart();

        List<String> all =
                IntStream.range(0, MESSAGES).mapToObj(i -> "message " + i).toList();
        List<Message> enveloped = arrivals("enveloped", each -> inEnvelope(each.body()));
        assertThat(enveloped).extracting(each -> inEnvelope(each.body())).containsAll(all);
        List<Message> raw = arrivals("raw", Message::body);
        assertThat(raw).extracting(Message::body).containsAll(all);
        assertThat(raw.get(0).messageAttributes().get("colour").stringValue()).isEqualTo("red");
        List<Message> dead = arrivals("dead", each -> inEnvelope(each.body()));
        assertThat(dead).extracting(each -> inEnvelope(each.body())).containsAll(all);
        assertThat(dead.get(0).messageAttributes()).containsOnlyKeys("RequestID", "ErrorCode", "ErrorMessage");
        assertThat(dead.get(0).messageAttributes().get("ErrorCode").stringValue())
                .isEqualTo("404");
        await().atMost(PATIENCE)
                .until(() -> broker.client().metric("carillon_notifications_redriven_total"), sum -> sum >= MESSAGES);
        assertThat(broker.client().metric("carillon_notifications_dropped_total"))
                .isZero();
    }

    @Test
    @Keeps("raw.body")
    void aWebEndpointGetsTheMessageAlone() throws Exception {
        subscribe("http", endpoint.url("/raw"), Map.of("RawMessageDelivery", "true"));
        await().atMost(PATIENCE).until(() -> !endpoint.received("/raw").isEmpty());
        String link = new JsonObject(endpoint.received("/raw").get(0).text()).getString("SubscribeURL");
        assertThat(visit(link)).isEqualTo(200);

        publish(7);

        await().atMost(PATIENCE).until(() -> endpoint.received("/raw").size() > 1);
        RecordingEndpoint.Received received = endpoint.received("/raw").get(1);
        assertThat(received.text()).isEqualTo("message 7");
        assertThat(received.header("x-amz-sns-rawdelivery")).isEqualTo("true");
    }

    @Test
    @Keeps({"raw.queue-too-many-attributes", "deadletter.body"})
    void aRawMessageWithMoreAttributesThanAQueueTakesGoesStraightToTheDeadLetterQueue() {
        List.of("raw", "dead").forEach(queues::create);
        subscribe(
                "sqs",
                QueueServer.arn("raw"),
                Map.of(
                        "RawMessageDelivery",
                        "true",
                        "RedrivePolicy",
                        "{\"deadLetterTargetArn\":\"" + QueueServer.arn("dead") + "\"}"));
        Map<String, MessageAttributeValue> eleven = IntStream.range(0, 11)
                .boxed()
                .collect(Collectors.toMap(
                        i -> "a" + i,
                        i -> MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue("v")
                                .build()));

        var unused = sns.publish(
                request -> request.topicArn(topic).message("too many").messageAttributes(eleven));
        publish(1);

        List<Message> dead = new ArrayList<>();
        await().atMost(PATIENCE).until(() -> dead.addAll(queues.take("dead")));
        assertThat(dead).extracting(Message::body).containsExactly("too many");
        assertThat(dead.get(0).messageAttributes()).containsOnlyKeys("RequestID", "ErrorCode", "ErrorMessage");
        assertThat(dead.get(0).messageAttributes().get("ErrorMessage").stringValue())
                .contains("attempts: 1");
        List<Message> raw = new ArrayList<>();
        await().atMost(PATIENCE).until(() -> raw.addAll(queues.take("raw")));
        assertThat(raw).extracting(Message::body).containsExactly("message 1");
    }

    @Test
    @Keeps("unsubscribe.link")
    void aQueueThatIsUnsubscribedByTheLinkIsToldAndCanComeBack() throws Exception {
        queues.create("leaving");
        subscribe("sqs", QueueServer.arn("leaving"), Map.of());
        publish(1);
        assertThat(visit(next("leaving").getString("UnsubscribeURL"))).isEqualTo(200);

        JsonObject left = next("leaving");
        assertThat(left.getString("Type")).isEqualTo("UnsubscribeConfirmation");
        assertThat(visit(left.getString("SubscribeURL"))).isEqualTo(200);
        publish(2);

        assertThat(next("leaving").getString("Message")).isEqualTo("message 2");
    }

    private JsonObject next(String queue) {
        List<Message> taken = new ArrayList<>();
        await().atMost(PATIENCE).until(() -> taken.addAll(queues.take(queue)));
        return new JsonObject(taken.get(0).body());
    }

    private static int visit(String link) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(link)).build(), HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    private void subscribe(String protocol, String endpoint, Map<String, String> attributes) {
        String arn = sns.subscribe(request -> request.topicArn(topic)
                        .protocol(protocol)
                        .endpoint(endpoint)
                        .attributes(attributes))
                .subscriptionArn();
        assertThat(arn).isNotEmpty();
    }

    private void publish(int number) {
        MessageAttributeValue colour = MessageAttributeValue.builder()
                .dataType("String")
                .stringValue("red")
                .build();
        String id = sns.publish(request -> request.topicArn(topic)
                        .message("message " + number)
                        .messageAttributes(Map.of("colour", colour)))
                .messageId();
        assertThat(id).isNotEmpty();
    }

    /** Waits until so many different messages came to a queue as were published, and gives all that came. */
    private List<Message> arrivals(String queue, Function<Message, String> text) {
        List<Message> arrived = new ArrayList<>();
        await().atMost(PATIENCE).until(() -> {
            arrived.addAll(queues.take(queue));
            return arrived.stream().map(text).distinct().count() >= MESSAGES;
        });
        return arrived;
    }

    private static String inEnvelope(String json) {
        return new JsonObject(json).getString("Message");
    }
}
