package dev.carillon.sns;

import static dev.carillon.sns.OpenActions.all;
import static dev.carillon.sns.OpenActions.attribute;
import static dev.carillon.sns.OpenActions.only;
import static dev.carillon.sns.wire.SnsAction.CREATE_TOPIC;
import static dev.carillon.sns.wire.SnsAction.GET_TOPIC_ATTRIBUTES;
import static dev.carillon.sns.wire.SnsAction.PUBLISH_BATCH;
import static dev.carillon.sns.wire.SnsAction.PUBLISH_MESSAGE;
import static dev.carillon.sns.wire.SnsAction.SET_TOPIC_ATTRIBUTES;
import static dev.carillon.sns.wire.SnsAction.SUBSCRIBE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.bus.AppendOutcome;
import dev.carillon.model.Credential;
import dev.carillon.model.Publication;
import dev.carillon.testing.Keeps;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FifoActionsTest {
    @AutoClose
    private static final OpenActions actions = OpenActions.open();

    private Credential caller;
    private String topic;

    @BeforeEach
    void create() throws Exception {
        actions.appends.clear();
        actions.journalAnswers(each -> new AppendOutcome.Stored(41));
        caller = actions.newCaller();
        topic = only("TopicArn", newTopic("orders.fifo", "FifoTopic", "true"));
    }

    @Test
    @Keeps({"topic.content-based-deduplication", "topic.fifo"})
    void aFifoTopicShowsWhatItIsAndWhatWasSet() throws Exception {
        assertThat(shown("FifoTopic")).isEqualTo("true");
        assertThat(shown("ContentBasedDeduplication")).isEqualTo("false");
        assertThat(shown("FifoThroughputScope")).isEqualTo("Topic");

        set(topic, "ContentBasedDeduplication", "True");
        set(topic, "FifoThroughputScope", "MessageGroup");

        assertThat(shown("ContentBasedDeduplication")).isEqualTo("true");
        assertThat(shown("FifoThroughputScope")).isEqualTo("MessageGroup");
        set(topic, "ContentBasedDeduplication", "");
        assertThat(shown("ContentBasedDeduplication")).isEqualTo("false");
        assertThat(only("Message", set(topic, "FifoThroughputScope", "Group")))
                .isEqualTo("Invalid parameter: FifoThroughputScope: Invalid value [Group]. Please use either Topic or"
                        + " MessageGroup");
        assertThat(only("Message", set(topic, "FifoTopic", "false"))).isEqualTo("Invalid parameter: AttributeName");
    }

    @Test
    @Keeps({"topic.content-based-deduplication", "client.terraform"})
    void isCreatedOnceAlsoWithTerraformsEmptyAttribute() throws Exception {
        assertThat(only("TopicArn", newTopic("orders.fifo", "FifoTopic", "true", "ContentBasedDeduplication", "")))
                .isEqualTo(topic);
        assertThat(only("Message", newTopic("orders.fifo", "FifoTopic", "true", "ContentBasedDeduplication", "true")))
                .isEqualTo("Invalid parameter: Attributes Reason: Topic already exists with different attributes");
    }

    @ParameterizedTest
    @CsvSource({"orders, true", "orders.fifo, false", "orders.fifo, ''", ".fifo, true", "a.b.fifo, true"})
    @Keeps("create-topic.fifo-name")
    void nameAndAttributeMustAgree(String name, String isFifo) throws Exception {
        assertThat(only("Message", newTopic(name, "FifoTopic", isFifo))).isEqualTo("Invalid parameter: Topic Name");
    }

    @Test
    @Keeps("topic.content-based-deduplication")
    void aStandardTopicHasNoneOfIt() throws Exception {
        String standard = actions.newTopic(caller, "standard");

        assertThat(only("Message", set(standard, "ContentBasedDeduplication", "true")))
                .isEqualTo("Invalid parameter: ContentBasedDeduplication Reason: Content-based deduplication can only"
                        + " be set for FIFO topics");
        assertThat(only("Message", newTopic("another", "ContentBasedDeduplication", "true")))
                .isEqualTo("Invalid parameter: Attributes Reason: Content-based deduplication can only be set for FIFO"
                        + " topics");
        assertThat(only("Code", set(standard, "FifoThroughputScope", "Topic"))).isEqualTo("InvalidParameter");
        assertThat(newTopic("third", "ContentBasedDeduplication", "")).contains("<TopicArn>");
        assertThat(only("Message", publish(standard, "Message", "m", "MessageDeduplicationId", "d")))
                .contains("not valid for this topic type");
    }

    @Test
    @Keeps("fifo.sequence-number")
    void aPublisherIsToldTheSequenceNumber() throws Exception {
        String reply = publish(topic, "Message", "m", "MessageGroupId", "g", "MessageDeduplicationId", "d");

        Publication publication = actions.appends.remove().publications().get(0);
        assertThat(only("MessageId", reply)).isEqualTo(publication.messageId().toString());
        assertThat(only("SequenceNumber", reply)).isEqualTo("10000000000000000041");
        assertThat(publication.groupId()).isEqualTo("g");
        assertThat(publication.deduplicationId()).isEqualTo("d");
    }

    @Test
    @Keeps("fifo.repetition")
    void aRepetitionIsToldTheIdAndNumberOfTheFirst() throws Exception {
        UUID first = UUID.randomUUID();
        actions.journalAnswers(each -> new AppendOutcome.Repeated(first, 7));
        double before = actions.meters.counter("carillon.publish.messages").count();

        String reply = publish(topic, "Message", "m", "MessageGroupId", "g", "MessageDeduplicationId", "d");

        assertThat(only("MessageId", reply)).isEqualTo(first.toString());
        assertThat(only("SequenceNumber", reply)).isEqualTo("10000000000000000007");
        assertThat(actions.meters.counter("carillon.publish.messages").count()).isEqualTo(before);
    }

    @Test
    void anUnknownTopicIsMissedOnlyForAMessageThatIsRight() throws Exception {
        String unknown = topic.replace("orders", "unknown");

        assertThat(only("Message", publish(unknown, "Message", "m")))
                .isEqualTo("Invalid parameter: The MessageGroupId parameter is required for FIFO topics");
        assertThat(only("Code", publish(unknown, "Message", "m", "MessageGroupId", "g")))
                .isEqualTo("NotFound");
    }

    @Test
    void theEntriesOfABatchHaveTheirOwnNumbersAndFaults() throws Exception {
        set(topic, "ContentBasedDeduplication", "true");

        String reply = actions.call(
                caller, PUBLISH_BATCH, batch(new String[] {"MessageGroupId", "g"}, new String[] {"Subject", "none"}));

        assertThat(only("SequenceNumber", reply)).isEqualTo("10000000000000000041");
        assertThat(all("Id", reply)).containsExactly("e1", "e2");
        assertThat(only("Message", reply))
                .isEqualTo("Invalid parameter: The MessageGroupId parameter is required for FIFO topics");
    }

    @Test
    void takesQueuesOfBothKindsAndWebEndpoints() throws Exception {
        for (String queue :
                List.of("arn:aws:sqs:eu-west-3:123456789012:q.fifo", "arn:aws:sqs:eu-west-3:123456789012:q")) {
            assertThat(actions.call(caller, SUBSCRIBE, "TopicArn", topic, "Protocol", "sqs", "Endpoint", queue))
                    .contains("<SubscriptionArn>" + topic);
        }
        assertThat(actions.call(
                        caller, SUBSCRIBE, "TopicArn", topic, "Protocol", "lambda", "Endpoint", "https://f.example/"))
                .contains("<SubscriptionArn>" + topic);
    }

    @Test
    @Keeps("deadletter.queue-kind")
    void aDeadLetterQueueMustBeFifoToo() throws Exception {
        String refused = subscribe("{\"deadLetterTargetArn\":\"arn:aws:sqs:eu-west-3:123456789012:dead\"}");
        String taken = subscribe("{\"deadLetterTargetArn\":\"arn:aws:sqs:eu-west-3:123456789012:dead.fifo\"}");

        assertThat(only("Message", refused))
                .isEqualTo("Invalid parameter: Attributes Reason: RedrivePolicy: deadLetterTargetArn must name a FIFO"
                        + " queue, as the topic is");
        assertThat(taken).contains("<SubscriptionArn>" + topic);
    }

    private String subscribe(String redrivePolicy) throws Exception {
        return actions.call(
                caller,
                SUBSCRIBE,
                "TopicArn",
                topic,
                "Protocol",
                "lambda",
                "Endpoint",
                "https://f.example/",
                "Attributes.entry.1.key",
                "RedrivePolicy",
                "Attributes.entry.1.value",
                redrivePolicy);
    }

    private String newTopic(String name, String... attributes) throws Exception {
        List<String> parameters = new ArrayList<>(List.of("Name", name));
        for (int i = 0; i < attributes.length; i += 2) {
            String entry = "Attributes.entry." + (i / 2 + 1);
            parameters.addAll(List.of(entry + ".key", attributes[i], entry + ".value", attributes[i + 1]));
        }
        return actions.call(caller, CREATE_TOPIC, parameters.toArray(String[]::new));
    }

    private String set(String arn, String name, String value) throws Exception {
        return actions.call(
                caller, SET_TOPIC_ATTRIBUTES, "TopicArn", arn, "AttributeName", name, "AttributeValue", value);
    }

    private String shown(String name) throws Exception {
        return attribute(name, actions.call(caller, GET_TOPIC_ATTRIBUTES, "TopicArn", topic));
    }

    private String publish(String arn, String... fields) throws Exception {
        List<String> parameters = new ArrayList<>(List.of("TopicArn", arn));
        parameters.addAll(List.of(fields));
        return actions.call(caller, PUBLISH_MESSAGE, parameters.toArray(String[]::new));
    }

    private String[] batch(String[]... entries) {
        List<String> parameters = new ArrayList<>(List.of("TopicArn", topic));
        for (int i = 0; i < entries.length; i++) {
            String prefix = "PublishBatchRequestEntries.member." + (i + 1) + ".";
            parameters.addAll(List.of(prefix + "Id", "e" + (i + 1), prefix + "Message", "m"));
            parameters.addAll(List.of(prefix + entries[i][0], entries[i][1]));
        }
        return parameters.toArray(String[]::new);
    }
}
