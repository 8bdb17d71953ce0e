package dev.carillon.sns.topic;

import static dev.carillon.sns.OpenActions.all;
import static dev.carillon.sns.OpenActions.attribute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.model.Credential;
import dev.carillon.sns.OpenActions;
import dev.carillon.sns.call.SnsReply;
import dev.carillon.sns.wire.SnsAction;
import dev.carillon.testing.Keeps;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code sns-api.md}, "Topic attributes": ArchivePolicy, BeginningArchiveTime. */
class TopicArchiveActionsTest {
    @AutoClose
    private static final OpenActions actions = OpenActions.open();

    private Credential caller;

    @BeforeEach
    void call() throws Exception {
        caller = actions.newCaller();
    }

    @Test
    @Keeps("topic.archive-policy")
    void showsThePolicyAsItWasSetAndFromWhenOnMessagesAreKept() throws Exception {
        String topic = created("{\"MessageRetentionPeriod\":\"7\"}");

        String reply = attributes(topic);

        assertThat(reply).contains("<value>{&#34;MessageRetentionPeriod&#34;:&#34;7&#34;}</value>");
        String began = actions.time.now().toString().substring(0, 16);
        assertThat(attribute("BeginningArchiveTime", reply)).startsWith(began).matches(".*T[0-9:]{8}\\.[0-9]{3}Z");
        assertThat(reply).doesNotContain("_Archive");
    }

    @Test
    void anotherPeriodGoesOnWithTheSameArchiveAndNeverReachesBackToWhatIsGone() throws Exception {
        String topic = created("{\"MessageRetentionPeriod\":1}");
        actions.time.advance(Duration.ofDays(3));
        String oneDayAgo = attribute("BeginningArchiveTime", attributes(topic));

        set(topic, "{\"MessageRetentionPeriod\":\"365\"}");

        assertThat(attribute("BeginningArchiveTime", attributes(topic))).isEqualTo(oneDayAgo);
    }

    @ParameterizedTest
    @CsvSource({"''", "{}", "{ }"})
    void refusesToDeleteATopicUntilItsArchiveHasEnded(String none) throws Exception {
        String topic = created("{\"MessageRetentionPeriod\":\"30\"}");

        String refused = actions.call(caller, SnsAction.DELETE_TOPIC, "TopicArn", topic);
        assertThat(all("Code", refused)).containsExactly("InvalidState");
        assertThat(all("Message", refused))
                .containsExactly("Invalid state: Cannot delete a topic with an ArchivePolicy");

        set(topic, none);
        assertThat(attributes(topic)).doesNotContain("Archive");
        assertThat(actions.call(caller, SnsAction.DELETE_TOPIC, "TopicArn", topic))
                .contains("DeleteTopicResponse");
    }

    @Test
    void ofAnArchiveAndADeletionThatComeTogetherOnlyOneIsTaken() throws Exception {
        for (int i = 0; i < 20; i++) {
            String topic = actions.newTopic(caller, "both-" + i);

            Future<SnsReply> archive = starting(topic, "{\"MessageRetentionPeriod\":\"7\"}");
            Future<SnsReply> deletion = actions.start(Optional.of(caller), SnsAction.DELETE_TOPIC, "TopicArn", topic);

            boolean isArchived = OpenActions.within(archive).status() == 200;
            boolean isDeleted = OpenActions.within(deletion).status() == 200;
            assertThat(isArchived).isNotEqualTo(isDeleted);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"MessageRetentionPeriod\":\"0\"} | MessageRetentionPeriod must be an integer from 1 to 365",
                "{\"MessageRetentionPeriod\":\"366\"} | MessageRetentionPeriod must be an integer from 1 to 365",
                "{\"MessageRetentionPeriod\":\"1.5\"} | MessageRetentionPeriod must be an integer from 1 to 365",
                "{\"MessageRetentionPeriod\":-1} | MessageRetentionPeriod must be an integer from 1 to 365",
                "{\"MessageRetentionPeriod\":null} | MessageRetentionPeriod must be an integer from 1 to 365",
                "{\"Days\":\"1\"} | invalid JSON. Attribute Days is unknown.",
                "seven | failed to parse JSON.",
                "[] | failed to parse JSON."
            })
    void saysWhatIsWrongWithAPolicy(String policy, String objection) throws Exception {
        String topic = actions.newTopic(caller, "plain");

        assertThat(all("Message", set(topic, policy)))
                .containsExactly("Invalid parameter: ArchivePolicy: " + objection);
        assertThat(all("Message", create("new", policy)))
                .containsExactly("Invalid parameter: Attributes Reason: ArchivePolicy: " + objection);
    }

    private String created(String policy) throws Exception {
        return all("TopicArn", create("archived", policy)).get(0);
    }

    private String create(String name, String policy) throws Exception {
        return actions.call(
                caller,
                SnsAction.CREATE_TOPIC,
                "Name",
                name,
                "Attributes.entry.1.key",
                "ArchivePolicy",
                "Attributes.entry.1.value",
                policy);
    }

    private String set(String topic, String policy) throws Exception {
        return OpenActions.within(starting(topic, policy)).body().toString(StandardCharsets.UTF_8);
    }

    private Future<SnsReply> starting(String topic, String policy) {
        return actions.start(
                Optional.of(caller),
                SnsAction.SET_TOPIC_ATTRIBUTES,
                "TopicArn",
                topic,
                "AttributeName",
                "ArchivePolicy",
                "AttributeValue",
                policy);
    }

    private String attributes(String topic) throws Exception {
        return actions.call(caller, SnsAction.GET_TOPIC_ATTRIBUTES, "TopicArn", topic);
    }
}
