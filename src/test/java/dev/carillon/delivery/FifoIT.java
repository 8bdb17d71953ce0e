package dev.carillon.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.model.ProjectId;
import dev.carillon.testing.AwsCli;
import dev.carillon.testing.BrokerClient.SnsKeys;
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
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** FIFO topics of the whole broker, with real queues, real clients, and a kill in the middle. */
class FifoIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int GROUPS = 4;
    private static final int BATCHES = 6;

    @TempDir
    private static Path folder;

    private static QueueServer queues;
    private static RecordingEndpoint endpoint;
    private static BrokerProcess broker;
    private static SnsKeys keys;
    private static SnsClient sns;

    @BeforeAll
    static void start() throws Exception {
        queues = QueueServer.start();
        endpoint = RecordingEndpoint.start();
        broker = BrokerProcess.start(folder, Map.of("CARILLON_DELIVERY_SQS_ENDPOINT", queues.url()));
        ProjectId project = new ProjectId(UUID.randomUUID());
        assertThat(broker.client().activate(project).getString("status")).isEqualTo("enabled");
        keys = broker.client().credentials(project);
        sns = broker.client().sdk(keys);
    }

    @AfterAll
    static void stop() {
        sns.close();
        broker.close();
        endpoint.close();
        queues.close();
    }

    @Test
    @Keeps({"guarantee.fifo-order", "fifo.durable", "fifo.repetition", "fifo.sequence-number", "fifo.durable-content"})
    void groupsArriveInOrderAndOnceThroughRetriesAndAKill() throws Exception {
        String topic = create("orders.fifo", Map.of());
        String byContent = create("content.fifo", Map.of("ContentBasedDeduplication", "true"));
        endpoint.script(
                "/retrying", Reply.status(503), Reply.ok(), Reply.status(500), Reply.ok(), Reply.drop(), Reply.ok());
        subscribe(topic, "lambda", endpoint.url("/retrying"), Map.of());
        subscribeWeb(topic, "/web");
        subscribe(topic, "sqs", QueueServer.arn("enveloped.fifo"), Map.of());
        subscribe(topic, "sqs", QueueServer.arn("raw.fifo"), Map.of("RawMessageDelivery", "true"));
        subscribe(topic, "sqs", QueueServer.arn("standard"), Map.of());
        endpoint.script("/down", Reply.status(503));
        subscribe(topic, "lambda", endpoint.url("/down"), Map.of());
        queues.stop();
        List<PublishBatchResponse> replies = IntStream.range(0, BATCHES)
                .mapToObj(i -> publishBatch(topic, i))
                .toList();
        await().atMost(PATIENCE).until(() -> !endpoint.received("/down").isEmpty());
        PublishResponse content = publishContent(byContent, "c");

        broker.kill();
        queues.open();
        List.of("enveloped.fifo", "raw.fifo").forEach(queues::createFifo);
        var unused = queues.create("standard");
        endpoint.script("/down", Reply.ok());
        broker.restart();

        PublishBatchResponse again = publishBatch(topic, 0);
        assertThat(again.successful()).isEqualTo(replies.get(0).successful());
        PublishResponse contentAgain = publishContent(byContent, "c");
        assertThat(contentAgain.messageId()).isEqualTo(content.messageId());
        assertThat(contentAgain.sequenceNumber()).isEqualTo(content.sequenceNumber());
        assertThat(publishContent(byContent, "other").messageId()).isNotEqualTo(content.messageId());
        PublishResponse fresh = publish(topic, "g0", "new", "g0 99");
        assertThat(fresh.sequenceNumber()).matches("1[0-9]{19}");
        assertThat(fresh.sequenceNumber())
                .isGreaterThan(replies.get(BATCHES - 1).successful().get(9).sequenceNumber());

        for (String path : List.of("/retrying", "/down", "/web")) {
            arrivedInOrder(() -> envelopes(path));
        }
        assertThat(endpoint.received("/web").get(1).text()).contains("\"SequenceNumber\"", "\"Signature\"");
        List<Message> enveloped = arrivals("enveloped.fifo", each -> inEnvelope(each.body()));
        assertThat(enveloped).hasSize(BATCHES * 10 + 1);
        assertThat(enveloped.get(0).body()).contains("SequenceNumber").doesNotContain("\"Signature");
        List<Message> raw = arrivals("raw.fifo", Message::body);
        assertThat(raw).hasSize(BATCHES * 10 + 1);
        assertThat(attribute(raw.get(0), MessageSystemAttributeName.MESSAGE_GROUP_ID))
                .isEqualTo(raw.get(0).body().substring(0, 2));
        assertThat(attribute(raw.get(0), MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID))
                .isEqualTo(raw.get(0).body().replace(' ', '-'));
        List<Message> standard = arrivals("standard", each -> inEnvelope(each.body()));
        assertThat(standard).extracting(each -> inEnvelope(each.body())).containsAll(all());
    }

    @Test
    @Keeps("deadletter.fifo")
    void deadLettersGoToAFifoQueueInTheirOrder() {
        String topic = create("letters.fifo", Map.of("ContentBasedDeduplication", "true"));
        queues.createFifo("dead.fifo");
        endpoint.script("/refusing", Reply.status(404));
        subscribe(
                topic,
                "lambda",
                endpoint.url("/refusing"),
                Map.of("RedrivePolicy", "{\"deadLetterTargetArn\":\"" + QueueServer.arn("dead.fifo") + "\"}"));

        for (int i = 0; i < 5; i++) {
            String number = "g0 " + i;
            var unused = sns.publish(
                    request -> request.topicArn(topic).messageGroupId("g0").message(number));
        }

        List<Message> letters = new ArrayList<>();
        await().atMost(PATIENCE).until(() -> {
            letters.addAll(queues.take("dead.fifo"));
            return letters.size() >= 5;
        });
        assertThat(letters)
                .extracting(each -> inEnvelope(each.body()))
                .containsExactly("g0 0", "g0 1", "g0 2", "g0 3", "g0 4");
        assertThat(attribute(letters.get(0), MessageSystemAttributeName.MESSAGE_GROUP_ID))
                .isEqualTo("g0");
        assertThat(attribute(letters.get(0), MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID))
                .matches("[0-9a-f]{64}");
    }

    @Test
    @Keeps({"fifo.group-required", "fifo.deduplication-required", "fifo.repetition"})
    void theCommandLineIsToldTheNumberAndTheFaults() {
        AwsCli aws = new AwsCli(broker.client().sns(), "fr-par", keys);
        String topic = aws.json("create-topic", "--name", "cli.fifo", "--attributes", "FifoTopic=true")
                .get("TopicArn")
                .textValue();

        JsonNode first = aws.json(publishing(topic, "--message-group-id", "g", "--message-deduplication-id", "d"));
        JsonNode again = aws.json(publishing(topic, "--message-group-id", "h", "--message-deduplication-id", "d"));
        JsonNode other = aws.json(publishing(topic, "--message-group-id", "g", "--message-deduplication-id", "e"));

        assertThat(again).isEqualTo(first);
        assertThat(other.get("SequenceNumber").textValue())
                .isGreaterThan(first.get("SequenceNumber").textValue());
        assertThat(aws.refusal(publishing(topic, "--message-deduplication-id", "d")))
                .contains("The MessageGroupId parameter is required for FIFO topics");
        assertThat(aws.refusal(publishing(topic, "--message-group-id", "g")))
                .contains("The topic should either have ContentBasedDeduplication enabled or MessageDeduplicationId"
                        + " provided explicitly");
        assertThat(aws.json("get-topic-attributes", "--topic-arn", topic)
                        .at("/Attributes/FifoTopic")
                        .textValue())
                .isEqualTo("true");
    }

    private static String[] publishing(String topic, String... more) {
        List<String> words = new ArrayList<>(List.of("publish", "--topic-arn", topic, "--message", "m"));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    private static String create(String name, Map<String, String> attributes) {
        Map<String, String> all = new HashMap<>(attributes);
        all.put("FifoTopic", "true");
        return sns.createTopic(request -> request.name(name).attributes(all)).topicArn();
    }

    private static void subscribe(String topic, String protocol, String to, Map<String, String> attributes) {
        String arn = sns.subscribe(request ->
                        request.topicArn(topic).protocol(protocol).endpoint(to).attributes(attributes))
                .subscriptionArn();
        assertThat(arn).isNotEmpty();
    }

    private static void subscribeWeb(String topic, String path) throws Exception {
        subscribe(topic, "http", endpoint.url(path), Map.of());
        await().atMost(PATIENCE).until(() -> !endpoint.received(path).isEmpty());
        String link = new JsonObject(endpoint.received(path).get(0).text()).getString("SubscribeURL");
        assertThat(HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(URI.create(link)).build(), HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }

    /** Ten messages, "group number", numbered through. */
    private static PublishBatchResponse publishBatch(String topic, int batch) {
        List<PublishBatchRequestEntry> entries = IntStream.range(batch * 10, batch * 10 + 10)
                .mapToObj(i -> PublishBatchRequestEntry.builder()
                        .id("e" + i)
                        .message(text(i))
                        .messageGroupId("g" + i % GROUPS)
                        .messageDeduplicationId(text(i).replace(' ', '-'))
                        .build())
                .toList();
        PublishBatchResponse reply =
                sns.publishBatch(request -> request.topicArn(topic).publishBatchRequestEntries(entries));
        assertThat(reply.failed()).isEmpty();
        return reply;
    }

    private static PublishResponse publish(String topic, String group, String id, String text) {
        return sns.publish(request -> request.topicArn(topic)
                .messageGroupId(group)
                .messageDeduplicationId(id)
                .message(text));
    }

    private static PublishResponse publishContent(String topic, String text) {
        return sns.publish(
                request -> request.topicArn(topic).messageGroupId("g").message(text));
    }

    private static String text(int number) {
        return "g" + number % GROUPS + " " + number;
    }

    private static List<String> all() {
        List<String> all = new ArrayList<>(
                IntStream.range(0, BATCHES * 10).mapToObj(FifoIT::text).toList());
        all.add("g0 99");
        return all;
    }

    private static List<String> envelopes(String path) {
        return endpoint.received(path).stream()
                .map(each -> new JsonObject(each.text()))
                .filter(each -> each.getString("Type").equals("Notification"))
                .map(each -> each.getString("Message"))
                .toList();
    }

    private static List<Message> arrivals(String queue, Function<Message, String> text) {
        List<Message> arrived = new ArrayList<>();
        boolean isFifo = queue.endsWith(".fifo");
        await().atMost(PATIENCE).until(() -> {
            arrived.addAll(queues.take(queue));
            return arrived.stream().map(text).distinct().count() > BATCHES * 10;
        });
        if (isFifo) {
            arrivedInOrder(() -> arrived.stream().map(text).toList());
        }
        return arrived;
    }

    /** Waits until all have come; whatever was repeated, each group came in its order. */
    private static void arrivedInOrder(Supplier<List<String>> texts) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(texts.get()).containsAll(all()));
        for (int i = 0; i < GROUPS; i++) {
            String group = "g" + i + " ";
            assertThat(new LinkedHashSet<>(texts.get()))
                    .filteredOn(each -> each.startsWith(group))
                    .containsExactlyElementsOf(all().stream()
                            .filter(each -> each.startsWith(group))
                            .toList());
        }
    }

    private static String attribute(Message message, MessageSystemAttributeName name) {
        return message.attributes().get(name);
    }

    private static String inEnvelope(String json) {
        return new JsonObject(json).getString("Message");
    }
}
