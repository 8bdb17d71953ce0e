package dev.carillon.sns.subscription;

import static dev.carillon.sns.OpenActions.only;
import static dev.carillon.sns.wire.SnsAction.CONFIRM_SUBSCRIPTION;
import static dev.carillon.sns.wire.SnsAction.GET_SUBSCRIPTION_ATTRIBUTES;
import static dev.carillon.sns.wire.SnsAction.SUBSCRIBE;
import static dev.carillon.sns.wire.SnsAction.UNSUBSCRIBE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carillon.bus.ConfirmationEnded;
import dev.carillon.bus.ConfirmationRequested;
import dev.carillon.model.ConfirmationKind;
import dev.carillon.model.Credential;
import dev.carillon.model.SubscriptionArn;
import dev.carillon.model.TokenHash;
import dev.carillon.sns.OpenActions;
import dev.carillon.testing.Keeps;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Delivery has forgotten, as by the end of the broker, whatever it was asked to send. */
class PendingConfirmationsTest {
    private static final String URL = "https://f.example/hook";
    private static final String LAST = "https://f.example/last";

    @AutoClose
    private final OpenActions actions = OpenActions.open();

    private Credential caller;
    private String topic = "";

    @BeforeEach
    void makeTopic() throws Exception {
        caller = actions.newCaller();
        topic = actions.newTopic(caller, "orders");
    }

    @Test
    @Keeps("confirm.survives")
    void anEndpointThatWasNotAskedYetIsAskedAfterTheStartWithANewToken() throws Exception {
        ConfirmationRequested before = subscribe(URL);

        start().resume();
        ConfirmationRequested after = asked();

        assertThat(after.subscription()).isEqualTo(before.subscription());
        assertThat(after.endpoint()).isEqualTo(URL);
        assertThat(after.kind()).isEqualTo(ConfirmationKind.SUBSCRIBE);
        assertThat(confirm(before)).contains("Invalid token");
        assertThat(only("SubscriptionArn", confirm(after)))
                .isEqualTo(after.subscription().toString());
        assertThat(isDue(after.subscription())).isFalse();
    }

    @Test
    @Keeps("confirm.survives")
    void oneWhoseConfirmationNeedsNoAttemptAnyMoreIsNotAskedAgain() throws Exception {
        PendingConfirmations confirmations = start();
        ConfirmationRequested taken = subscribe(URL);

        actions.bus().confirmationEnded(ended(taken));
        await().until(() -> !isDue(taken.subscription()));
        ConfirmationRequested due = subscribe(LAST);
        confirmations.resume();

        assertThat(asked().subscription()).isEqualTo(due.subscription());
        assertThat(confirm(taken)).contains("SubscriptionArn");
    }

    @Test
    void theEndOfAnEarlierMessageIsNotThatOfTheLast() throws Exception {
        PendingConfirmations confirmations = start();
        ConfirmationRequested first = subscribe(URL);
        ConfirmationRequested second = subscribe(URL);
        ConfirmationRequested other = subscribe(LAST);

        actions.bus().confirmationEnded(ended(first));
        actions.bus().confirmationEnded(ended(other));
        await().until(() -> !isDue(other.subscription()));
        confirmations.resume();

        assertThat(asked().subscription()).isEqualTo(second.subscription());
    }

    @Test
    @Keeps("confirm.survives")
    void whoeverIsToHearThatHisSubscriptionEndedHearsIt() throws Exception {
        String arn = only("SubscriptionArn", confirm(subscribe(URL)));
        actions.callUnsigned(UNSUBSCRIBE, "SubscriptionArn", arn);
        assertThat(asked().kind()).isEqualTo(ConfirmationKind.UNSUBSCRIBE);

        start().resume();

        assertThat(asked().kind()).isEqualTo(ConfirmationKind.UNSUBSCRIBE);
    }

    @Test
    void whatNobodyMayConfirmAnyMoreIsNotAskedFor() throws Exception {
        ConfirmationRequested expired = subscribe(URL);
        actions.time.advance(Duration.ofDays(2));
        ConfirmationRequested due = subscribe(LAST);

        start().resume();

        assertThat(asked().subscription()).isEqualTo(due.subscription()).isNotEqualTo(expired.subscription());
    }

    @Test
    void theNoteIsNobodysBusiness() throws Exception {
        SubscriptionArn arn = subscribe(URL).subscription();

        assertThat(isDue(arn)).isTrue();
        assertThat(actions.call(caller, GET_SUBSCRIPTION_ATTRIBUTES, "SubscriptionArn", arn.toString()))
                .contains("PendingConfirmation")
                .doesNotContain("Due");
    }

    private PendingConfirmations start() throws Exception {
        PendingConfirmations confirmations = new PendingConfirmations(
                actions.catalog().view(), actions.catalog().writer(), actions.bus(), actions.time);
        OpenActions.within(actions.deploy(confirmations));
        return confirmations;
    }

    private ConfirmationRequested subscribe(String endpoint) throws Exception {
        actions.call(caller, SUBSCRIBE, "TopicArn", topic, "Protocol", "https", "Endpoint", endpoint);
        return asked();
    }

    private String confirm(ConfirmationRequested asked) throws Exception {
        return actions.callUnsigned(CONFIRM_SUBSCRIPTION, "TopicArn", topic, "Token", asked.token());
    }

    private ConfirmationRequested asked() {
        await().until(() -> !actions.confirmations.isEmpty());
        return actions.confirmations.remove();
    }

    private boolean isDue(SubscriptionArn arn) {
        return ConfirmationDue.of(actions.catalog().view().subscription(arn).orElseThrow())
                .isPresent();
    }

    private static ConfirmationEnded ended(ConfirmationRequested asked) {
        return new ConfirmationEnded(asked.subscription(), TokenHash.of(asked.token()));
    }
}
