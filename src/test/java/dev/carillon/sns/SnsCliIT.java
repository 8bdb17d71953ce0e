package dev.carillon.sns;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.model.ProjectId;
import dev.carillon.model.SnsPermissions;
import dev.carillon.testing.AwsCli;
import dev.carillon.testing.BrokerClient;
import dev.carillon.testing.BrokerClient.SnsKeys;
import dev.carillon.testing.Keeps;
import dev.carillon.testing.TestBroker;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What the {@code aws} command line makes of the broker's answers; what calls for an endpoint is in {@link SnsCliEndpointsIT}. */
class SnsCliIT {
    private static final String NOBODY = "http://127.0.0.1:9/function";

    @AutoClose
    private static final TestBroker broker = TestBroker.builder()
            .with("delivery.sqs.endpoint", "http://127.0.0.1:9")
            .start();

    private final ProjectId project = broker.newProject();
    private final AwsCli aws = cli(broker.client().credentials(project));

    @Test
    @Keeps({"arn.topic", "create-topic.at-once", "client.aws-cli"})
    void walksThroughALifeOfATopic() {
        String topic =
                aws.json("create-topic", "--name", "orders").path("TopicArn").textValue();
        assertThat(topic).isEqualTo("arn:scw:sns:fr-par:" + project.owner() + ":orders");

        String subscription = aws.json(
                        "subscribe", "--topic-arn", topic, "--protocol", "lambda", "--notification-endpoint", NOBODY)
                .path("SubscriptionArn")
                .textValue();
        assertThat(subscription).startsWith(topic + ":");
        JsonNode listed = aws.json("list-subscriptions-by-topic", "--topic-arn", topic)
                .path("Subscriptions")
                .path(0);
        assertThat(listed.path("Endpoint").textValue()).isEqualTo(NOBODY);
        assertThat(listed.path("SubscriptionArn").textValue()).isEqualTo(subscription);

        String id = aws.json(
                        "publish",
                        "--topic-arn",
                        topic,
                        "--subject",
                        "grüße",
                        "--message",
                        "ünïcode & <tags> + 100 %",
                        "--message-attributes",
                        "{\"kind\":{\"DataType\":\"String\",\"StringValue\":\"new\"}}")
                .path("MessageId")
                .textValue();
        assertThat(UUID.fromString(id)).hasToString(id);

        assertThat(aws.run("unsubscribe", "--subscription-arn", subscription).exitCode())
                .isZero();
        assertThat(aws.run("delete-topic", "--topic-arn", topic).exitCode()).isZero();
        assertThat(aws.json("list-topics").path("Topics").size()).isZero();
        assertThat(aws.refusal("publish", "--topic-arn", topic, "--message", "late"))
                .contains("(NotFound)", "Topic does not exist");
    }

    @Test
    @Keeps({"topic.shown", "arn.owner"})
    void showsAttributesAsTheyWereSet() {
        String topic = aws.json("create-topic", "--name", "orders", "--attributes", "DisplayName=Orders")
                .path("TopicArn")
                .textValue();
        assertThat(aws.run(
                                "set-topic-attributes",
                                "--topic-arn",
                                topic,
                                "--attribute-name",
                                "DisplayName",
                                "--attribute-value",
                                "New orders")
                        .exitCode())
                .isZero();

        JsonNode attributes =
                aws.json("get-topic-attributes", "--topic-arn", topic).path("Attributes");

        assertThat(attributes.path("DisplayName").textValue()).isEqualTo("New orders");
        assertThat(attributes.path("Owner").textValue()).isEqualTo(project.owner());
        assertThat(attributes.path("SubscriptionsConfirmed").textValue()).isEqualTo("0");
        assertThat(attributes.path("Policy").textValue()).contains("__default_policy_ID");
        assertThat(attributes.path("EffectiveDeliveryPolicy").textValue()).contains("\"numRetries\":3");
    }

    @Test
    @Keeps("create-topic.other-tags")
    void tagsATopic() {
        String topic = aws.json("create-topic", "--name", "orders", "--tags", "Key=team,Value=blue")
                .path("TopicArn")
                .textValue();

        assertThat(aws.run("tag-resource", "--resource-arn", topic, "--tags", "Key=env,Value=prod", "Key=old,Value=")
                        .exitCode())
                .isZero();
        assertThat(aws.run("untag-resource", "--resource-arn", topic, "--tag-keys", "old", "team")
                        .exitCode())
                .isZero();

        assertThat(aws.json("list-tags-for-resource", "--resource-arn", topic)
                        .path("Tags")
                        .toString())
                .isEqualTo("[{\"Key\":\"env\",\"Value\":\"prod\"}]");
        assertThat(aws.refusal("list-tags-for-resource", "--resource-arn", topic + "-not"))
                .contains("(ResourceNotFound)", "Resource does not exist");
        assertThat(aws.refusal("create-topic", "--name", "orders", "--tags", "Key=env,Value=test"))
                .contains("(InvalidParameter)", "Tags Reason: Topic already exists with different tags");
    }

    @Test
    void addsAndRemovesAPermission() {
        String topic =
                aws.json("create-topic", "--name", "orders").path("TopicArn").textValue();
        String[] add = {
            "add-permission",
            "--topic-arn",
            topic,
            "--label",
            "mine",
            "--aws-account-id",
            "123456789012",
            "--action-name",
            "Publish",
            "Subscribe"
        };

        assertThat(aws.run(add).exitCode()).isZero();
        assertThat(policy(topic)).contains("\"Sid\":\"mine\"", "[\"SNS:Publish\",\"SNS:Subscribe\"]");
        assertThat(aws.refusal(add)).contains("(InvalidParameter)", "Statement already exists");
        assertThat(aws.run("remove-permission", "--topic-arn", topic, "--label", "mine")
                        .exitCode())
                .isZero();
        assertThat(policy(topic)).doesNotContain("mine");
    }

    private String policy(String topic) {
        return aws.json("get-topic-attributes", "--topic-arn", topic)
                .at("/Attributes/Policy")
                .textValue();
    }

    @Test
    void publishesABatch() {
        String topic =
                aws.json("create-topic", "--name", "orders").path("TopicArn").textValue();

        JsonNode reply = aws.json(
                "publish-batch",
                "--topic-arn",
                topic,
                "--publish-batch-request-entries",
                "[{\"Id\":\"a\",\"Message\":\"1\"},{\"Id\":\"b\",\"Message\":\"2\",\"Subject\":\"\"}]");

        assertThat(reply.path("Successful").findValuesAsText("Id")).contains("a");
        assertThat(reply.path("Failed").size() + reply.path("Successful").size())
                .isEqualTo(2);
    }

    @Test
    @Keeps("subscription.shown")
    void subscribesAQueueWithADeadLetterQueue() {
        String topic =
                aws.json("create-topic", "--name", "orders").path("TopicArn").textValue();
        String queue = "arn:scw:sqs:fr-par:" + project.owner() + ":orders";
        String policy = "{\"deadLetterTargetArn\": \"" + queue + "-dead\"}";

        String subscription = aws.json(
                        "subscribe",
                        "--topic-arn",
                        topic,
                        "--protocol",
                        "sqs",
                        "--notification-endpoint",
                        queue,
                        "--attributes",
                        "RawMessageDelivery=true")
                .path("SubscriptionArn")
                .textValue();
        assertThat(aws.run(
                                "set-subscription-attributes",
                                "--subscription-arn",
                                subscription,
                                "--attribute-name",
                                "RedrivePolicy",
                                "--attribute-value",
                                policy)
                        .exitCode())
                .isZero();

        JsonNode shown = aws.json("get-subscription-attributes", "--subscription-arn", subscription)
                .path("Attributes");
        assertThat(shown.path("Endpoint").textValue()).isEqualTo(queue);
        assertThat(shown.path("RawMessageDelivery").textValue()).isEqualTo("true");
        assertThat(shown.path("RedrivePolicy").textValue()).isEqualTo(policy);
        assertThat(shown.path("PendingConfirmation").textValue()).isEqualTo("false");
    }

    @Test
    @Keeps("auth.not-permitted")
    void refusesWhatTheCredentialsMayNot() {
        SnsKeys publisher = broker.client().credentials(project, new SnsPermissions(true, false, false));

        assertThat(cli(publisher).refusal("create-topic", "--name", "orders"))
                .contains("(AccessDeniedException)", "You do not have sufficient access to perform this action.");
    }

    @Test
    @Keeps({"auth.wrong-signature", "auth.denied"})
    void refusesAWrongSecretAndAnUnknownKey() {
        SnsKeys keys = aws.keys();

        assertThat(cli(new SnsKeys(keys.id(), keys.accessKey(), "x".repeat(64))).refusal("list-topics"))
                .contains("(SignatureDoesNotMatch)");
        assertThat(cli(new SnsKeys("", "x".repeat(20), "x".repeat(64))).refusal("list-topics"))
                .contains("(AccessDeniedException)");
    }

    @Test
    @Keeps("auth.denied")
    void aChangeOfCredentialsHoldsOnTheVeryNextCall() {
        BrokerClient client = broker.client();
        assertThat(aws.run("list-topics").exitCode()).isZero();

        assertThat(client.call("DELETE", "/sns-credentials/" + aws.keys().id(), null)
                        .statusCode())
                .isEqualTo(204);

        assertThat(aws.refusal("list-topics")).contains("(AccessDeniedException)");
    }

    @Test
    @Keeps("refusal.not-offered")
    void saysWhatIsNotOffered() {
        assertThat(aws.refusal("publish", "--phone-number", "+33100000000", "--message", "sms"))
                .contains("(InvalidParameter)");
        assertThat(aws.refusal("list-platform-applications")).contains("(InvalidAction)");
    }

    private static AwsCli cli(SnsKeys keys) {
        return AwsCli.to(broker, keys);
    }
}
