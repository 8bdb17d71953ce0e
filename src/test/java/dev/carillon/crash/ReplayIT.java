package dev.carillon.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.carillon.model.ProjectId;
import dev.carillon.testing.BrokerClient;
import dev.carillon.testing.BrokerClient.SnsKeys;
import dev.carillon.testing.BrokerProcess;
import dev.carillon.testing.Keeps;
import dev.carillon.testing.RecordingEndpoint;
import dev.carillon.testing.Reply;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidStateException;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;

/** Messages that nobody was subscribed to, replayed to a subscription that comes later, through a kill in the middle. */
class ReplayIT {
    private static final int MESSAGES = 400;
    private static final String ARCHIVED = "carillon_project_archived_bytes";

    @TempDir
    private Path folder;

    @Test
    @Keeps({"archive.end", "replay.status", "replay.restart"})
    void aLaterSubscriptionGetsAllThatWasPublishedBeforeThroughAKill() {
        try (RecordingEndpoint endpoint = RecordingEndpoint.start();
                BrokerProcess broker = BrokerProcess.start(folder, Map.of("CARILLON_LOG_LEVEL", "warn"))) {
            BrokerClient client = broker.client();
            ProjectId project = new ProjectId(UUID.randomUUID());
            var unused = client.activate(project);
            SnsKeys keys = client.credentials(project);
            try (SnsClient sns = client.sdk(keys)) {
                String topic = sns.createTopic(request -> request.name("orders")
                                .attributes(Map.of("ArchivePolicy", "{\"MessageRetentionPeriod\":\"30\"}")))
                        .topicArn();
                String began = sns.getTopicAttributes(request -> request.topicArn(topic))
                        .attributes()
                        .get("BeginningArchiveTime");
                for (int i = 0; i < MESSAGES; i += 10) {
                    publishTen(sns, topic, i);
                }
                double archived = client.metric(ARCHIVED);
                assertThat(archived).isPositive();
                endpoint.script("/late", repliesThatFailBehind(150));

                String subscription = sns.subscribe(request -> request.topicArn(topic)
                                .protocol("lambda")
                                .endpoint(endpoint.url("/late"))
                                .attributes(Map.of(
                                        "ReplayPolicy",
                                        "{\"PointType\":\"Timestamp\",\"StartingPoint\":\"" + began + "\"}")))
                        .subscriptionArn();
                await("a part of them").until(() -> endpoint.received("/late").size() >= 150);
                assertThat(status(sns, subscription)).isEqualTo("In progress");
                broker.kill();
                endpoint.script("/late", Reply.ok());
                broker.restart();

                await("all of them")
                        .atMost(Duration.ofMinutes(1))
                        .untilAsserted(() -> assertThat(texts(endpoint))
                                .contains(IntStream.range(0, MESSAGES)
                                        .mapToObj(Integer::toString)
                                        .toArray(String[]::new)));
                await("its end")
                        .untilAsserted(
                                () -> assertThat(status(sns, subscription)).isEqualTo("Completed"));
                assertThat(client.metric(ARCHIVED)).as("exact after a restart").isEqualTo(archived);
                assertThat(client.metric("carillon_project_stored_bytes")).isZero();
                assertThatExceptionOfType(InvalidStateException.class)
                        .isThrownBy(() -> sns.deleteTopic(request -> request.topicArn(topic)));
                sns.setTopicAttributes(request ->
                        request.topicArn(topic).attributeName("ArchivePolicy").attributeValue("{}"));
                await("its bytes back")
                        .untilAsserted(() -> assertThat(client.metric(ARCHIVED)).isZero());
                sns.deleteTopic(request -> request.topicArn(topic));
            }
        }
    }

    private static void publishTen(SnsClient sns, String topic, int from) {
        List<PublishBatchRequestEntry> entries = IntStream.range(from, from + 10)
                .mapToObj(i -> PublishBatchRequestEntry.builder()
                        .id(Integer.toString(i))
                        .message(Integer.toString(i))
                        .build())
                .toList();
        assertThat(sns.publishBatch(request -> request.topicArn(topic).publishBatchRequestEntries(entries))
                        .failed())
                .isEmpty();
    }

    /** So that the replay is still under way when the broker is killed. */
    private static Reply[] repliesThatFailBehind(int good) {
        return IntStream.rangeClosed(0, good)
                .mapToObj(i -> i < good ? Reply.ok() : Reply.status(503))
                .toArray(Reply[]::new);
    }

    private static String status(SnsClient sns, String subscription) {
        return sns.getSubscriptionAttributes(request -> request.subscriptionArn(subscription))
                .attributes()
                .get("ReplayStatus");
    }

    private static List<String> texts(RecordingEndpoint endpoint) {
        return endpoint.received("/late").stream()
                .map(post -> new JsonObject(post.text()))
                .filter(body -> body.getJsonObject("MessageAttributes").containsKey("Replayed"))
                .map(body -> body.getString("Message"))
                .toList();
    }
}
