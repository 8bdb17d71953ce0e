package dev.carillon.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.carillon.model.ProjectId;
import dev.carillon.model.SnsPermissions;
import dev.carillon.testing.BrokerClient.SnsKeys;
import dev.carillon.testing.Keeps;
import dev.carillon.testing.TestBroker;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.BatchRequestTooLongException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sns.model.Topic;

/** What the AWS SDK makes of the broker's answers. */
class SnsSdkIT {
    /** Quick to refuse, so that what is published to it is stored and waits. */
    private static final String NOBODY = "http://127.0.0.1:9/function";

    @AutoClose
    private static final TestBroker broker =
            TestBroker.builder().with("limits.stored-bytes-per-project", "2MB").start();

    private final ProjectId project = broker.newProject();

    @AutoClose
    private final SnsClient sns = broker.sdk(project);

    @Test
    @Keeps("list.pages")
    void pagesThroughMoreTopicsThanAPageHolds() {
        List<String> made = IntStream.range(0, 230)
                .mapToObj(i ->
                        sns.createTopic(request -> request.name("topic-" + i)).topicArn())
                .toList();

        List<String> listed =
                sns.listTopicsPaginator().topics().stream().map(Topic::topicArn).toList();

        assertThat(listed).containsExactlyInAnyOrderElementsOf(made);
    }

    @Test
    @Keeps("publish.size")
    void takesTheLargestMessageAndRefusesOneByteMore() {
        String topic = topic();
        String largest = "ü".repeat(131_072);

        assertThat(sns.publish(request -> request.topicArn(topic).message(largest))
                        .messageId())
                .hasSize(36);
        assertThatThrownBy(() -> sns.publish(request -> request.topicArn(topic).message(largest + "x")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid parameter: Message too long");
    }

    @Test
    @Keeps({"batch.size", "batch.entries"})
    void takesAFullBatchAndRefusesATooLongOne() {
        String topic = topic();

        PublishBatchResponse reply = sns.publishBatch(
                request -> request.topicArn(topic).publishBatchRequestEntries(entries("y".repeat(26_214))));

        assertThat(reply.successful()).hasSize(10);
        assertThat(reply.failed()).isEmpty();
        assertThatThrownBy(() -> sns.publishBatch(
                        request -> request.topicArn(topic).publishBatchRequestEntries(entries("y".repeat(26_215)))))
                .isInstanceOf(BatchRequestTooLongException.class);
    }

    @Test
    @Keeps({"quota.stored", "quota.refusal", "quota.drains"})
    void refusesWhatWouldPassTheQuotaAndTakesItAgainOnceThereIsRoom() {
        String topic = topic();
        // That two wait for each message does not count twice.
        String subscription = subscribe(topic);
        String another = sns.subscribe(
                        request -> request.topicArn(topic).protocol("lambda").endpoint(NOBODY + "/2"))
                .subscriptionArn();
        String message = "z".repeat(250_000);
        IntStream.range(0, 7).forEach(i -> {
            var unused = sns.publish(request -> request.topicArn(topic).message(message));
        });

        assertThatThrownBy(() -> IntStream.range(0, 2).forEach(i -> {
                    var unused = sns.publish(request -> request.topicArn(topic).message(message));
                }))
                .isInstanceOfSatisfying(SnsException.class, refused -> {
                    assertThat(refused.statusCode()).isEqualTo(429);
                    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("Throttled");
                    assertThat(refused.awsErrorDetails().errorMessage()).matches("(?s).*[0-9]{7} of 2000000 bytes.*");
                });

        List.of(subscription, another).forEach(each -> {
            var unused = sns.unsubscribe(request -> request.subscriptionArn(each));
        });
        String again = subscribe(topic);
        assertThat(again).isNotEqualTo(subscription);
        await().ignoreExceptionsInstanceOf(SnsException.class)
                .until(() -> sns.publish(request -> request.topicArn(topic).message(message))
                                .messageId()
                                .length()
                        == 36);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/", "http://10.1.2.3/"})
    @Keeps("address.subscribe")
    void refusesToSubscribeWhatMustNotBeCalled(String endpoint) {
        String topic = topic();

        assertThatThrownBy(() -> sns.subscribe(
                        request -> request.topicArn(topic).protocol("http").endpoint(endpoint)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid parameter: Endpoint Reason: The endpoint cannot be reached from here");
        assertThat(sns.listSubscriptions().subscriptions()).isEmpty();
    }

    @Test
    @Keeps("arn-parameter.foreign")
    void aProjectSeesAndTouchesNothingOfAnother() {
        String topic = topic();
        String subscription = subscribe(topic);

        try (SnsClient stranger = broker.sdk(broker.newProject())) {
            assertThat(stranger.listTopics().topics()).isEmpty();
            assertThat(stranger.listSubscriptions().subscriptions()).isEmpty();
            assertThatThrownBy(() ->
                            stranger.publish(request -> request.topicArn(topic).message("x")))
                    .isInstanceOf(InvalidParameterException.class)
                    .hasMessageContaining("Invalid parameter: TopicArn");
            assertThatThrownBy(
                            () -> stranger.getSubscriptionAttributes(request -> request.subscriptionArn(subscription)))
                    .isInstanceOf(InvalidParameterException.class);
            assertThatThrownBy(() -> stranger.deleteTopic(request -> request.topicArn(topic)))
                    .isInstanceOf(InvalidParameterException.class);
        }
        assertThat(sns.listTopics().topics()).hasSize(1);
    }

    /** Who may publish is said by the permissions of credentials. */
    @Test
    @Keeps("topic.policy")
    void aPolicyDecidesNothing() {
        String topic = topic();
        String denied = "{\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"SNS:Publish\","
                + "\"Resource\":\"" + topic + "\"}]}";
        SnsKeys keys = broker.client().credentials(project, new SnsPermissions(false, true, true));

        setPolicy(topic, denied);
        assertThat(sns.publish(request -> request.topicArn(topic).message("x")).messageId())
                .hasSize(36);

        setPolicy(topic, denied.replace("Deny", "Allow"));
        try (SnsClient reader = broker.client().sdk(keys)) {
            assertThatThrownBy(() ->
                            reader.publish(request -> request.topicArn(topic).message("x")))
                    .isInstanceOfSatisfying(
                            SnsException.class,
                            refused -> assertThat(refused.awsErrorDetails().errorCode())
                                    .isEqualTo("AccessDeniedException"));
        }
    }

    private void setPolicy(String topic, String policy) {
        var unused = sns.setTopicAttributes(
                request -> request.topicArn(topic).attributeName("Policy").attributeValue(policy));
    }

    @Test
    @Keeps("auth.deactivated")
    void deactivatingDeletesEverything() {
        String topic = topic();

        var deactivated = broker.client().deactivate(project);
        assertThat(deactivated.getString("status")).isEqualTo("disabled");
        assertThatThrownBy(() -> sns.listTopics())
                .isInstanceOfSatisfying(
                        SnsException.class,
                        refused -> assertThat(refused.awsErrorDetails().errorCode())
                                .isEqualTo("AccessDeniedException"));

        var activated = broker.client().activate(project);
        assertThat(activated.getString("status")).isEqualTo("enabled");
        try (SnsClient again = broker.sdk(project)) {
            assertThat(again.listTopics().topics()).isEmpty();
            assertThatThrownBy(() -> again.getTopicAttributes(request -> request.topicArn(topic)))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("Topic does not exist");
        }
    }

    @Test
    @Keeps({"create-topic.idempotent", "create-topic.other-attributes"})
    void aTopicIsMadeOnceForTheSameAttributes() {
        String topic = topic();

        assertThat(topic()).isEqualTo(topic);
        assertThatThrownBy(() ->
                        sns.createTopic(request -> request.name("orders").attributes(Map.of("DisplayName", "Other"))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(
                        "Invalid parameter: Attributes Reason: Topic already exists with different attributes");
    }

    private String topic() {
        return sns.createTopic(request -> request.name("orders")).topicArn();
    }

    private String subscribe(String topic) {
        return sns.subscribe(
                        request -> request.topicArn(topic).protocol("lambda").endpoint(NOBODY))
                .subscriptionArn();
    }

    private static List<PublishBatchRequestEntry> entries(String message) {
        return IntStream.range(0, 10)
                .mapToObj(i -> PublishBatchRequestEntry.builder()
                        .id("entry-" + i)
                        .message(message)
                        .build())
                .toList();
    }
}
