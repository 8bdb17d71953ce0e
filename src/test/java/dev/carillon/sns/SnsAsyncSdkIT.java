package dev.carillon.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.testing.Keeps;
import dev.carillon.testing.TestBroker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sns.model.BatchEntryIdsNotDistinctException;
import software.amazon.awssdk.services.sns.model.EmptyBatchRequestException;
import software.amazon.awssdk.services.sns.model.FilterPolicyLimitExceededException;
import software.amazon.awssdk.services.sns.model.InvalidBatchEntryIdException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.InvalidParameterValueException;
import software.amazon.awssdk.services.sns.model.InvalidStateException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sns.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sns.model.SubscriptionLimitExceededException;
import software.amazon.awssdk.services.sns.model.Tag;
import software.amazon.awssdk.services.sns.model.TagLimitExceededException;
import software.amazon.awssdk.services.sns.model.TooManyEntriesInBatchRequestException;
import software.amazon.awssdk.services.sns.model.TopicLimitExceededException;

/** Every action with the AWS SDK's asynchronous client, and each refusal as the exception that the SDK has for it. */
@Keeps("client.aws-sdk-java")
class SnsAsyncSdkIT {
    /** Quick to refuse, so that what is published to it is stored and waits. */
    private static final String NOBODY = "http://127.0.0.1:9/function";

    @AutoClose
    private static final TestBroker broker = TestBroker.builder()
            .with("limits.topics-per-project", "120")
            .with("limits.subscriptions-per-topic", "120")
            .with("limits.filter-policies-per-topic", "1")
            .start();

    @AutoClose
    private final SnsAsyncClient sns = broker.client().asyncSdk(broker.client().credentials(broker.newProject()));

    @Test
    void tagsATopicAndTakesTagsAway() {
        String topic = sns.createTopic(request -> request.name("orders").tags(tag("team", "a"), tag("stage", "test")))
                .join()
                .topicArn();

        var unusedTagged = sns.tagResource(
                        request -> request.resourceArn(topic).tags(tag("team", "b"), tag("cost", "")))
                .join();
        var unusedUntagged = sns.untagResource(
                        request -> request.resourceArn(topic).tagKeys("stage", "none"))
                .join();

        assertThat(sns.listTagsForResource(request -> request.resourceArn(topic))
                        .join()
                        .tags())
                .containsExactlyInAnyOrder(tag("team", "b"), tag("cost", ""));
        Tag[] tooMany =
                IntStream.range(0, 49).mapToObj(i -> tag("key-" + i, "v")).toArray(Tag[]::new);
        refused(sns.tagResource(request -> request.resourceArn(topic).tags(tooMany)), TagLimitExceededException.class);
        var unusedDeleted = sns.deleteTopic(request -> request.topicArn(topic)).join();
        refused(sns.listTagsForResource(request -> request.resourceArn(topic)), ResourceNotFoundException.class);
    }

    @Test
    void addsAndRemovesAPermission() {
        String topic = topic();

        var unusedAdded = sns.addPermission(request -> request.topicArn(topic)
                        .label("friends")
                        .awsAccountIds("123456789012")
                        .actionNames("Publish"))
                .join();
        assertThat(attribute(topic, "Policy")).contains("\"Sid\":\"friends\"", "SNS:Publish", "123456789012");

        var unusedRemoved = sns.removePermission(
                        request -> request.topicArn(topic).label("friends"))
                .join();
        assertThat(attribute(topic, "Policy")).doesNotContain("friends").contains("__default_statement_ID");
        refused(
                sns.addPermission(request -> request.topicArn(topic)
                        .label("friends")
                        .awsAccountIds("123456789012")
                        .actionNames("Dance")),
                InvalidParameterException.class);
    }

    @Test
    @Keeps("limit.filter-policies")
    void setsAttributesOfATopicAndOfASubscription() {
        String topic = topic();
        String subscription = subscribe(topic, NOBODY);

        var unusedNamed = sns.setTopicAttributes(request ->
                        request.topicArn(topic).attributeName("DisplayName").attributeValue("Orders"))
                .join();
        var unusedFiltered = sns.setSubscriptionAttributes(request -> request.subscriptionArn(subscription)
                        .attributeName("FilterPolicy")
                        .attributeValue("{\"kind\":[\"new\"]}"))
                .join();

        assertThat(attribute(topic, "DisplayName")).isEqualTo("Orders");
        assertThat(sns.getSubscriptionAttributes(request -> request.subscriptionArn(subscription))
                        .join()
                        .attributes())
                .containsEntry("FilterPolicy", "{\"kind\":[\"new\"]}")
                .containsEntry("FilterPolicyScope", "MessageAttributes")
                .containsEntry("Protocol", "lambda");
        String another = subscribe(topic, NOBODY + "/2");
        refused(
                sns.setSubscriptionAttributes(request -> request.subscriptionArn(another)
                        .attributeName("FilterPolicy")
                        .attributeValue("{\"kind\":[\"old\"]}")),
                FilterPolicyLimitExceededException.class);
        refused(
                sns.setTopicAttributes(request ->
                        request.topicArn(topic).attributeName("Nothing").attributeValue("x")),
                InvalidParameterException.class);
    }

    @Test
    @Keeps({"limit.topics", "limit.subscriptions"})
    void pagesThroughTopicsAndSubscriptionsUpToTheirLimits() {
        List<String> topics = IntStream.range(0, 120)
                .mapToObj(i -> sns.createTopic(request -> request.name("topic-" + i))
                        .join()
                        .topicArn())
                .toList();
        List<String> subscriptions = IntStream.range(0, 120)
                .mapToObj(i -> subscribe(topics.get(0), NOBODY + "/" + i))
                .toList();

        List<String> listed = new ArrayList<>();
        sns.listTopicsPaginator()
                .topics()
                .subscribe(topic -> listed.add(topic.topicArn()))
                .join();
        assertThat(listed).containsExactlyInAnyOrderElementsOf(topics);
        listed.clear();
        sns.listSubscriptionsByTopicPaginator(request -> request.topicArn(topics.get(0)))
                .subscriptions()
                .subscribe(each -> listed.add(each.subscriptionArn()))
                .join();
        assertThat(listed).containsExactlyInAnyOrderElementsOf(subscriptions);
        listed.clear();
        sns.listSubscriptionsPaginator()
                .subscriptions()
                .subscribe(each -> listed.add(each.subscriptionArn()))
                .join();
        assertThat(listed).containsExactlyInAnyOrderElementsOf(subscriptions);

        refused(sns.createTopic(request -> request.name("one-more")), TopicLimitExceededException.class);
        refused(
                sns.subscribe(request ->
                        request.topicArn(topics.get(0)).protocol("lambda").endpoint(NOBODY + "/one-more")),
                SubscriptionLimitExceededException.class);
    }

    @Test
    @Keeps({"fifo.repetition", "fifo.sequence-number"})
    void publishesInOrderAndOnceToAFifoTopic() {
        String topic = sns.createTopic(request -> request.name("orders.fifo")
                        .attributes(Map.of("FifoTopic", "true", "ContentBasedDeduplication", "true")))
                .join()
                .topicArn();
        String subscription = subscribe(topic, NOBODY);

        PublishResponse first = publish(topic, "a");
        PublishResponse second = publish(topic, "b");
        PublishResponse again = publish(topic, "a");

        assertThat(first.sequenceNumber()).hasSize(20).isLessThan(second.sequenceNumber());
        assertThat(again.messageId()).isEqualTo(first.messageId()).isNotEqualTo(second.messageId());
        assertThat(again.sequenceNumber()).isEqualTo(first.sequenceNumber());
        assertThat(sns.publishBatch(request -> request.topicArn(topic)
                                .publishBatchRequestEntries(
                                        entry("1", "c").messageGroupId("g").build(),
                                        entry("2", "d").messageGroupId("g").build()))
                        .join()
                        .successful())
                .hasSize(2)
                .allSatisfy(each -> assertThat(each.sequenceNumber()).isGreaterThan(second.sequenceNumber()));
        refused(sns.publish(request -> request.topicArn(topic).message("no group")), InvalidParameterException.class);
        var unused = sns.unsubscribe(request -> request.subscriptionArn(subscription))
                .join();
    }

    @Test
    void refusesToDeleteATopicWithAnArchive() {
        String topic = topic();
        var unusedBegun = sns.setTopicAttributes(request -> request.topicArn(topic)
                        .attributeName("ArchivePolicy")
                        .attributeValue("{\"MessageRetentionPeriod\":\"30\"}"))
                .join();

        assertThat(attribute(topic, "BeginningArchiveTime")).isNotEmpty();
        refused(sns.deleteTopic(request -> request.topicArn(topic)), InvalidStateException.class);

        var unusedEnded = sns.setTopicAttributes(request ->
                        request.topicArn(topic).attributeName("ArchivePolicy").attributeValue("{}"))
                .join();
        var unusedDeleted = sns.deleteTopic(request -> request.topicArn(topic)).join();
        refused(sns.getTopicAttributes(request -> request.topicArn(topic)), NotFoundException.class);
    }

    @Test
    @Keeps({"batch.entries", "batch.ids"})
    void refusesABatchAsAWholeByTheExceptionForIt() {
        String topic = topic();
        PublishBatchRequestEntry[] eleven = IntStream.range(0, 11)
                .mapToObj(i -> entry("e" + i, "x").build())
                .toArray(PublishBatchRequestEntry[]::new);

        refusedBatch(topic, EmptyBatchRequestException.class);
        refusedBatch(topic, TooManyEntriesInBatchRequestException.class, eleven);
        refusedBatch(
                topic,
                BatchEntryIdsNotDistinctException.class,
                entry("same", "x").build(),
                entry("same", "y").build());
        refusedBatch(
                topic,
                InvalidBatchEntryIdException.class,
                entry("not an id", "x").build());
    }

    @Test
    @Keeps({"arn-parameter.unknown-topic", "arn-parameter.unknown-subscription"})
    void refusesAMessageByTheExceptionForIt() {
        String topic = topic();
        MessageAttributeValue number = MessageAttributeValue.builder()
                .dataType("Number")
                .stringValue("many")
                .build();

        refused(
                sns.publish(request -> request.topicArn(topic).message("x").messageAttributes(Map.of("count", number))),
                InvalidParameterValueException.class);
        refused(sns.publish(request -> request.topicArn(topic).message("")), InvalidParameterException.class);
        refused(sns.publish(request -> request.topicArn(topic + "-not").message("x")), NotFoundException.class);
        refused(
                sns.confirmSubscription(request -> request.topicArn(topic).token("nobody's")),
                InvalidParameterException.class);
        refused(
                sns.getSubscriptionAttributes(request -> request.subscriptionArn(topic + ":" + UUID.randomUUID())),
                NotFoundException.class);
    }

    @Test
    @Keeps("refusal.not-offered")
    void namesAnActionThatIsNotOffered() {
        assertThatThrownBy(() -> sns.checkIfPhoneNumberIsOptedOut(request -> request.phoneNumber("+33612345678"))
                        .join())
                .cause()
                .isInstanceOfSatisfying(
                        SnsException.class,
                        refusal -> assertThat(refusal.awsErrorDetails().errorCode())
                                .isEqualTo("InvalidAction"))
                .hasMessageContaining("CheckIfPhoneNumberIsOptedOut");
    }

    private PublishResponse publish(String topic, String message) {
        return sns.publish(request -> request.topicArn(topic).message(message).messageGroupId("g"))
                .join();
    }

    private void refusedBatch(String topic, Class<? extends SnsException> by, PublishBatchRequestEntry... entries) {
        refused(sns.publishBatch(request -> request.topicArn(topic).publishBatchRequestEntries(entries)), by);
    }

    private static void refused(CompletableFuture<?> reply, Class<? extends SnsException> by) {
        assertThatThrownBy(reply::join).cause().isExactlyInstanceOf(by);
    }

    private String topic() {
        return sns.createTopic(request -> request.name("orders")).join().topicArn();
    }

    private String subscribe(String topic, String endpoint) {
        return sns.subscribe(
                        request -> request.topicArn(topic).protocol("lambda").endpoint(endpoint))
                .join()
                .subscriptionArn();
    }

    private String attribute(String topic, String name) {
        return sns.getTopicAttributes(request -> request.topicArn(topic))
                .join()
                .attributes()
                .getOrDefault(name, "");
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private static PublishBatchRequestEntry.Builder entry(String id, String message) {
        return PublishBatchRequestEntry.builder().id(id).message(message);
    }
}
