package dev.carillon.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.testing.AwsCli;
import dev.carillon.testing.Keeps;
import dev.carillon.testing.RecordingEndpoint;
import dev.carillon.testing.RecordingEndpoint.Received;
import dev.carillon.testing.Reply;
import dev.carillon.testing.TestBroker;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What the {@code aws} command line does with subscriptions whose endpoints answer: confirming one, and replaying to one. */
class SnsCliEndpointsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @AutoClose
    private static final TestBroker broker = TestBroker.builder().start();

    @AutoClose
    private final RecordingEndpoint endpoint = RecordingEndpoint.start();

    private final AwsCli aws = AwsCli.to(broker, broker.client().credentials(broker.newProject()));

    @Test
    void confirmsASubscriptionWithTheTokenThatItsEndpointGot() {
        String topic = createTopic();
        assertThat(subscribe(topic, "http")).isEqualTo("pending confirmation");
        assertThat(subscriptions().findValuesAsText("SubscriptionArn")).containsExactly("PendingConfirmation");
        String token = new JsonObject(arrived(1).get(0).text()).getString("Token");

        String subscription = aws.json(
                        "confirm-subscription",
                        "--topic-arn",
                        topic,
                        "--token",
                        token,
                        "--authenticate-on-unsubscribe",
                        "true")
                .path("SubscriptionArn")
                .textValue();

        assertThat(subscription).startsWith(topic + ":");
        assertThat(subscriptions().findValuesAsText("SubscriptionArn")).containsExactly(subscription);
        assertThat(subscriptions().findValuesAsText("Endpoint")).containsExactly(endpoint.url("/hook"));
        assertThat(attributes(subscription).path("ConfirmationWasAuthenticated").textValue())
                .isEqualTo("true");
        assertThat(aws.refusal("confirm-subscription", "--topic-arn", topic, "--token", "nobody's"))
                .contains("(InvalidParameter)", "Invalid parameter: Token");
    }

    @Test
    void archivesATopicAndReplaysItToASubscription() {
        Instant before = Instant.now().minusMillis(1);
        String topic = createTopic();
        set("topic", topic, "ArchivePolicy", "{\"MessageRetentionPeriod\":\"30\"}");
        aws.json("publish", "--topic-arn", topic, "--message", "archived");
        assertThat(aws.json("get-topic-attributes", "--topic-arn", topic)
                        .at("/Attributes/ArchivePolicy")
                        .textValue())
                .isEqualTo("{\"MessageRetentionPeriod\":\"30\"}");
        String beginning = beginning(topic);
        assertThat(Instant.parse(beginning)).isBetween(before, Instant.now());
        String subscription = subscribe(topic, "lambda");
        assertThat(attributes(subscription).has("ReplayStatus")).isFalse();

        String policy = replayFrom(beginning);
        set("subscription", subscription, "ReplayPolicy", policy);

        assertThat(new JsonObject(arrived(1).get(0).text()).getString("Message"))
                .isEqualTo("archived");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(replayStatus(subscription)).isEqualTo("Completed"));
        assertThat(attributes(subscription).path("ReplayPolicy").textValue()).isEqualTo(policy);
        assertThat(aws.refusal("delete-topic", "--topic-arn", topic))
                .contains("(InvalidState)", "Cannot delete a topic with an ArchivePolicy");
    }

    @Test
    void replaysFromTheSubscribeOn() {
        String topic = aws.json(
                        "create-topic",
                        "--name",
                        "orders",
                        "--attributes",
                        "{\"ArchivePolicy\":\"{\\\"MessageRetentionPeriod\\\":\\\"1\\\"}\"}")
                .path("TopicArn")
                .textValue();
        aws.json("publish", "--topic-arn", topic, "--message", "archived");
        String policy = replayFrom(beginning(topic));

        String subscription = aws.json(
                        "subscribe",
                        "--topic-arn",
                        topic,
                        "--protocol",
                        "lambda",
                        "--notification-endpoint",
                        endpoint.url("/hook"),
                        "--attributes",
                        new JsonObject().put("ReplayPolicy", policy).encode())
                .path("SubscriptionArn")
                .textValue();

        assertThat(new JsonObject(arrived(1).get(0).text()).getString("Message"))
                .isEqualTo("archived");
        assertThat(attributes(subscription).path("ReplayPolicy").textValue()).isEqualTo(policy);
    }

    @Test
    @Keeps("replay.status")
    void saysThatAReplayHasFailedWhoseArchiveEnded() {
        endpoint.script("/hook", Reply.status(503));
        String topic = createTopic();
        set("topic", topic, "ArchivePolicy", "{\"MessageRetentionPeriod\":\"1\"}");
        aws.json("publish", "--topic-arn", topic, "--message", "archived");
        String subscription = subscribe(topic, "lambda");
        set("subscription", subscription, "ReplayPolicy", replayFrom(beginning(topic)));
        assertThat(arrived(1)).isNotEmpty();
        assertThat(replayStatus(subscription)).isEqualTo("In progress");

        set("topic", topic, "ArchivePolicy", "{}");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(replayStatus(subscription)).isEqualTo("Failed"));
    }

    private String createTopic() {
        return aws.json("create-topic", "--name", "orders").path("TopicArn").textValue();
    }

    /** Of its archive. */
    private String beginning(String topic) {
        return aws.json("get-topic-attributes", "--topic-arn", topic)
                .at("/Attributes/BeginningArchiveTime")
                .textValue();
    }

    private static String replayFrom(String beginning) {
        return "{\"PointType\":\"Timestamp\",\"StartingPoint\":\"" + beginning + "\"}";
    }

    private String subscribe(String topic, String protocol) {
        return aws.json(
                        "subscribe",
                        "--topic-arn",
                        topic,
                        "--protocol",
                        protocol,
                        "--notification-endpoint",
                        endpoint.url("/hook"))
                .path("SubscriptionArn")
                .textValue();
    }

    private void set(String kind, String arn, String name, String value) {
        var unused = aws.json(
                "set-" + kind + "-attributes",
                "--" + kind + "-arn",
                arn,
                "--attribute-name",
                name,
                "--attribute-value",
                value);
    }

    private JsonNode attributes(String subscription) {
        return aws.json("get-subscription-attributes", "--subscription-arn", subscription)
                .path("Attributes");
    }

    private String replayStatus(String subscription) {
        return attributes(subscription).path("ReplayStatus").textValue();
    }

    private JsonNode subscriptions() {
        return aws.json("list-subscriptions").path("Subscriptions");
    }

    private List<Received> arrived(int count) {
        await().atMost(PATIENCE).until(() -> endpoint.received().size() >= count);
        return endpoint.received();
    }
}
