package dev.carillon.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.carillon.model.ProjectId;
import dev.carillon.testing.Keeps;
import dev.carillon.testing.RecordingEndpoint;
import dev.carillon.testing.TestBroker;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.ConfirmSubscriptionRequest;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.awssdk.services.sns.model.Tag;

/** What the AWS SDK's clients get from tags, permissions, subscriptions that wait, and topics not asked for before. */
@Keeps("client.aws-sdk-java")
class SnsSdkActionsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NOBODY = "http://127.0.0.1:9/function";

    @AutoClose
    private static final TestBroker broker = TestBroker.builder().start();

    @AutoClose
    private final RecordingEndpoint endpoint = RecordingEndpoint.start();

    private final ProjectId project = broker.newProject();

    @AutoClose
    private final SnsClient sns = broker.sdk(project);

    @AutoClose
    private final SnsAsyncClient async =
            broker.client().asyncSdk(broker.client().credentials(project));

    @Test
    void takesTagsAwayAndListsTheRest() {
        String topic = sns.createTopic(request -> request.name("orders").tags(tag("team", "a"), tag("stage", "test")))
                .topicArn();

        var unused = sns.untagResource(request -> request.resourceArn(topic).tagKeys("stage", "none"));

        assertThat(sns.listTagsForResource(request -> request.resourceArn(topic))
                        .tags())
                .containsExactly(tag("team", "a"));
    }

    @Test
    @Keeps({"topic.add-permission", "topic.remove-permission"})
    void addsAStatementToThePolicyAndTakesItAwayAgain() {
        String topic = topic();
        String before = policy(topic);

        var unusedAdded = sns.addPermission(request -> request.topicArn(topic)
                .label("friends")
                .awsAccountIds("123456789012")
                .actionNames("Publish", "Subscribe"));
        assertThat(policy(topic))
                .startsWith(before.substring(0, before.length() - "]}".length()))
                .contains(
                        "\"Sid\":\"friends\"", "arn:scw:iam::123456789012:root", "[\"SNS:Publish\",\"SNS:Subscribe\"]");
        assertThatThrownBy(() -> sns.addPermission(request -> request.topicArn(topic)
                        .label("friends")
                        .awsAccountIds("123456789012")
                        .actionNames("Publish")))
                .isInstanceOf(InvalidParameterException.class);

        var unusedRemoved =
                sns.removePermission(request -> request.topicArn(topic).label("friends"));
        assertThat(policy(topic)).isEqualTo(before);
    }

    @Test
    void listsTheSubscriptionsOfOneTopicOnly() {
        String topic = topic();
        String other = sns.createTopic(request -> request.name("bills")).topicArn();
        String subscription = subscribe(topic, "lambda", NOBODY);
        String another = subscribe(other, "lambda", NOBODY);
        assertThat(subscribe(topic, "http", endpoint.url("/hook"))).isEqualTo("pending confirmation");

        List<Subscription> listed =
                sns.listSubscriptionsByTopic(request -> request.topicArn(topic)).subscriptions();

        assertThat(listed)
                .extracting(Subscription::subscriptionArn)
                .containsExactly(subscription, "PendingConfirmation")
                .doesNotContain(another);
        assertThat(listed).extracting(Subscription::topicArn).containsOnly(topic);
        assertThat(listed).extracting(Subscription::endpoint).containsExactly(NOBODY, endpoint.url("/hook"));
        assertThat(listed).extracting(Subscription::owner).containsOnly(project.owner());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void confirmsASubscriptionWithTheTokenThatItsEndpointGot(boolean isAsync) {
        String topic = topic();
        assertThat(subscribe(topic, "http", endpoint.url("/hook"))).isEqualTo("pending confirmation");
        ConfirmSubscriptionRequest confirmation = ConfirmSubscriptionRequest.builder()
                .topicArn(topic)
                .token(token(1))
                .authenticateOnUnsubscribe("true")
                .build();

        String subscription = isAsync
                ? async.confirmSubscription(confirmation).join().subscriptionArn()
                : sns.confirmSubscription(confirmation).subscriptionArn();

        assertThat(subscription).startsWith(topic + ":");
        assertThat(async.getSubscriptionAttributes(request -> request.subscriptionArn(subscription))
                        .join()
                        .attributes())
                .containsEntry("PendingConfirmation", "false")
                .containsEntry("ConfirmationWasAuthenticated", "true")
                .containsEntry("Endpoint", endpoint.url("/hook"));
    }

    @Test
    @Keeps("subscribe.again")
    void asksAPendingEndpointAgainWithATokenThatVoidsTheFirst() {
        String topic = topic();
        var unusedFirst = subscribe(topic, "http", endpoint.url("/hook"));
        String first = token(1);

        var unusedAgain = subscribe(topic, "http", endpoint.url("/hook"));

        String second = token(2);
        assertThatThrownBy(() -> sns.confirmSubscription(
                        request -> request.topicArn(topic).token(first)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid token");
        assertThat(sns.confirmSubscription(request -> request.topicArn(topic).token(second))
                        .subscriptionArn())
                .startsWith(topic + ":");
    }

    /** As Terraform does, which plans with ARNs of what it has not made yet. */
    @Test
    @Keeps({"arn.composed", "client.terraform"})
    void publishesToAnArnThatTheClientComposedBeforeTheTopicWasThere() {
        String composed = "arn:scw:sns:fr-par:project-" + project + ":orders";
        assertThatThrownBy(
                        () -> sns.publish(request -> request.topicArn(composed).message("x")))
                .isInstanceOf(NotFoundException.class);

        var unused = sns.createTopic(request -> request.name("orders"));
        String subscription = subscribe(composed, "lambda", endpoint.url("/function"));
        String messageId =
                sns.publish(request -> request.topicArn(composed).message("x")).messageId();

        assertThat(subscription).startsWith(composed + ":");
        await().atMost(PATIENCE).until(() -> !endpoint.received("/function").isEmpty());
        JsonObject arrived =
                new JsonObject(endpoint.received("/function").get(0).text());
        assertThat(arrived.getString("TopicArn")).isEqualTo(composed);
        assertThat(arrived.getString("MessageId")).isEqualTo(messageId);
    }

    @Test
    @Keeps("topic.feedback")
    void showsFeedbackAttributesAsTheyWereSet() {
        String topic = topic();
        Map<String, String> feedback = Map.of(
                "HTTPSuccessFeedbackRoleArn", "arn:aws:iam::123456789012:role/ok",
                "LambdaFailureFeedbackRoleArn", "arn:aws:iam::123456789012:role/no",
                "SQSSuccessFeedbackSampleRate", "7");

        feedback.forEach((name, value) -> {
            var unused = sns.setTopicAttributes(
                    request -> request.topicArn(topic).attributeName(name).attributeValue(value));
        });

        assertThat(sns.getTopicAttributes(request -> request.topicArn(topic)).attributes())
                .containsAllEntriesOf(feedback);
    }

    private String topic() {
        return sns.createTopic(request -> request.name("orders")).topicArn();
    }

    private String subscribe(String topic, String protocol, String to) {
        return sns.subscribe(
                        request -> request.topicArn(topic).protocol(protocol).endpoint(to))
                .subscriptionArn();
    }

    private String policy(String topic) {
        return sns.getTopicAttributes(request -> request.topicArn(topic))
                .attributes()
                .get("Policy");
    }

    /** Of the confirmation that came so many-eth. */
    private String token(int arrival) {
        await().atMost(PATIENCE).until(() -> endpoint.received("/hook").size() >= arrival);
        return new JsonObject(endpoint.received("/hook").get(arrival - 1).text()).getString("Token");
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
