package dev.carillon.sns.subscription;

import static dev.carillon.sns.wire.SnsAction.CREATE_TOPIC;
import static dev.carillon.sns.wire.SnsAction.DELETE_TOPIC;
import static dev.carillon.sns.wire.SnsAction.SUBSCRIBE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.model.Credential;
import dev.carillon.sns.OpenActions;
import io.vertx.core.Future;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A topic is deleted and made anew while somebody subscribes to it: it has another journal then. */
class SubscribeRacesTest {
    private OpenActions actions;
    private Credential caller;
    private String topic;

    @BeforeEach
    void makeTopic() throws Exception {
        actions = OpenActions.open();
        caller = actions.newCaller();
        topic = actions.newTopic(caller, "orders");
    }

    @AfterEach
    void close() {
        actions.close();
    }

    /** A sequence of the old journal may be far ahead in the new one: all messages before would be passed over. */
    @Test
    void startsNoFunctionAtASequenceOfTheTopicThatWasThereBefore() throws Exception {
        actions.meanwhilePinned(this::replaceTopic);

        String reply = subscribe("lambda", "https://f.example/");

        assertThat(reply).contains("<Code>NotFound</Code>", "Topic does not exist");
        assertThat(actions.topic(topic).subscriptions()).isEmpty();
    }

    /** The shard of the old topic would be asked to send the confirmation, and knows of no such topic. */
    @Test
    void leavesNoWebEndpointPendingThatNobodyAsks() throws Exception {
        actions.meanwhileChecked(this::replaceTopic);

        String reply = subscribe("https", "https://f.example/");

        assertThat(reply).contains("<Code>NotFound</Code>", "Topic does not exist");
        assertThat(actions.topic(topic).subscriptions()).isEmpty();
    }

    private Future<?> replaceTopic() {
        return actions.start(Optional.of(caller), DELETE_TOPIC, "TopicArn", topic)
                .compose(deleted -> actions.start(Optional.of(caller), CREATE_TOPIC, "Name", "orders"));
    }

    private String subscribe(String protocol, String endpoint) throws Exception {
        return actions.call(caller, SUBSCRIBE, "TopicArn", topic, "Protocol", protocol, "Endpoint", endpoint);
    }
}
