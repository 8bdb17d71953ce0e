package dev.carillon.sns.subscription;

import static dev.carillon.sns.OpenActions.all;
import static dev.carillon.sns.OpenActions.attribute;
import static dev.carillon.sns.OpenActions.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.model.Credential;
import dev.carillon.sns.OpenActions;
import dev.carillon.sns.wire.SnsAction;
import dev.carillon.testing.Keeps;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code sns-api.md}, "Subscription attributes": ReplayPolicy, ReplayStatus. */
class ReplayActionsTest {
    @AutoClose
    private static final OpenActions actions = OpenActions.open();

    private Credential caller;
    private String topic;
    private Instant began;

    @BeforeEach
    void create() throws Exception {
        caller = actions.newCaller();
        began = actions.time.now();
        topic = only(
                "TopicArn",
                actions.call(
                        caller,
                        SnsAction.CREATE_TOPIC,
                        "Name",
                        "archived",
                        "Attributes.entry.1.key",
                        "ArchivePolicy",
                        "Attributes.entry.1.value",
                        "{\"MessageRetentionPeriod\":\"2\"}"));
    }

    @Test
    @Keeps("subscription.replay-policy")
    void showsThePolicyAsItWasSetAndTheStatusOfTheReplay() throws Exception {
        String policy = policy("\"StartingPoint\":\"" + began + "\"");
        String subscription = only("SubscriptionArn", subscribe(topic, policy));

        String shown = attributes(subscription);

        assertThat(attribute("ReplayPolicy", shown)).isEqualTo(policy.replace("\"", "&#34;"));
        assertThat(attribute("ReplayStatus", shown)).isEqualTo("Pending");
        assertThat(shown).doesNotContain("_Replay");
        assertThat(only("SubscriptionArn", subscribe(topic, policy)))
                .as("again")
                .isEqualTo(subscription);
    }

    @Test
    void acceptsTheBeginningOfTheArchiveAsItWasShownAMomentAgo() throws Exception {
        actions.time.advance(Duration.ofDays(5));
        String beginning = attribute(
                "BeginningArchiveTime", actions.call(caller, SnsAction.GET_TOPIC_ATTRIBUTES, "TopicArn", topic));
        actions.time.advance(Duration.ofSeconds(50));

        String policy = policy("\"StartingPoint\":\"" + beginning + "\"");
        String subscription = only("SubscriptionArn", subscribe(topic, policy));

        actions.time.advance(Duration.ofSeconds(11));
        assertThat(set(subscription, policy)).contains("BeginningArchiveTime");
        assertThat(only("SubscriptionArn", subscribe(topic, policy)))
                .as("said again")
                .isEqualTo(subscription);
    }

    @ParameterizedTest
    @CsvSource({"''", "{}"})
    void noPolicyHasNoStatus(String none) throws Exception {
        String subscription = only("SubscriptionArn", subscribe(topic, policy("\"StartingPoint\":\"" + began + "\"")));

        set(subscription, none);

        assertThat(attributes(subscription)).doesNotContain("Replay");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "no | failed to parse JSON.",
                "{\"Point\":1} | invalid JSON. Attribute Point is unknown.",
                "{\"StartingPoint\":\"2026-01-15T10:30:00Z\"} | PointType must be Timestamp",
                "{\"PointType\":\"Offset\",\"StartingPoint\":\"2026-01-15T10:30:00Z\"} | PointType must be Timestamp",
                "{\"PointType\":\"Timestamp\"} | StartingPoint must be a time such as 2026-01-15T10:30:00.000Z",
                "{\"PointType\":\"Timestamp\",\"StartingPoint\":\"now\"}"
                        + " | StartingPoint must be a time such as 2026-01-15T10:30:00.000Z",
                "{\"PointType\":\"Timestamp\",\"StartingPoint\":\"2026-01-15T10:30:00Z\",\"EndingPoint\":5}"
                        + " | EndingPoint must be a time such as 2026-01-15T10:30:00.000Z",
                "{\"PointType\":\"Timestamp\",\"StartingPoint\":\"2026-01-15T10:30:00Z\","
                        + "\"EndingPoint\":\"2026-01-15T10:30:00.000Z\"} | EndingPoint must be after StartingPoint"
            })
    void saysWhatIsWrongWithAPolicy(String policy, String objection) throws Exception {
        assertThat(all("Message", subscribe(topic, policy)))
                .containsExactly("Invalid parameter: Attributes Reason: ReplayPolicy: " + objection);
    }

    @Test
    void holdsThePolicyAgainstTheArchive() throws Exception {
        String plain = actions.newTopic(caller, "plain");
        actions.time.advance(Duration.ofDays(3));
        String subscription = only(
                "SubscriptionArn",
                subscribe(
                        topic,
                        policy("\"StartingPoint\":\"" + actions.time.now().minusSeconds(9) + "\"")));

        assertThat(all("Message", set(subscription, policy("\"StartingPoint\":\"" + began + "\""))))
                .containsExactly("Invalid parameter: ReplayPolicy: StartingPoint must not be before the"
                        + " BeginningArchiveTime of the topic");
        assertThat(all("Message", set(subscription, policy("\"StartingPoint\":\"2126-01-15T10:30:00Z\""))))
                .containsExactly("Invalid parameter: ReplayPolicy: StartingPoint must not be in the future");
        assertThat(all("Message", subscribe(plain, policy("\"StartingPoint\":\"" + began + "\""))))
                .containsExactly("Invalid parameter: Attributes Reason: ReplayPolicy: The topic has no ArchivePolicy");
    }

    private static String policy(String points) {
        return "{\"PointType\":\"Timestamp\"," + points + "}";
    }

    private String subscribe(String to, String policy) throws Exception {
        return actions.call(
                caller,
                SnsAction.SUBSCRIBE,
                "TopicArn",
                to,
                "Protocol",
                "lambda",
                "Endpoint",
                "https://f.example/",
                "Attributes.entry.1.key",
                "ReplayPolicy",
                "Attributes.entry.1.value",
                policy);
    }

    private String set(String subscription, String policy) throws Exception {
        return actions.call(
                caller,
                SnsAction.SET_SUBSCRIPTION_ATTRIBUTES,
                "SubscriptionArn",
                subscription,
                "AttributeName",
                "ReplayPolicy",
                "AttributeValue",
                policy);
    }

    private String attributes(String subscription) throws Exception {
        return actions.call(caller, SnsAction.GET_SUBSCRIPTION_ATTRIBUTES, "SubscriptionArn", subscription);
    }
}
