package dev.carillon.sns.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.catalog.change.WriteOutcome;
import dev.carillon.sns.wire.Checked;
import dev.carillon.sns.wire.SnsErrorCode;
import dev.carillon.sns.wire.SnsFault;
import dev.carillon.sns.wire.request.Forms;
import dev.carillon.testing.Keeps;
import org.junit.jupiter.api.Test;

class AnswersTest {
    @Test
    void takesWhatWasThereAlreadyAsDone() {
        assertThat(translated(new WriteOutcome.Done<>("new"))).isEqualTo(Checked.valid("new"));
        assertThat(translated(new WriteOutcome.Existed<>("old"))).isEqualTo(Checked.valid("old"));
    }

    @Test
    @Keeps("refusal.database-away")
    void asksToComeBackWhileTheDatabaseIsAwayWithoutSayingWhy() {
        SnsFault fault = Forms.fault(translated(new WriteOutcome.Unavailable<>("connection to 10.0.0.7 refused")));

        assertThat(fault.code()).isEqualTo(SnsErrorCode.SERVICE_UNAVAILABLE);
        assertThat(fault.code().httpStatus()).isEqualTo(503);
        assertThat(fault.retryAfter()).isPresent();
        assertThat(fault.message()).doesNotContain("10.0.0.7");
    }

    @Test
    void deniesAccessToAProjectThatIsNotActive() {
        SnsFault fault = Forms.fault(translated(new WriteOutcome.Inactive<>()));

        assertThat(fault).isEqualTo(SnsFault.accessDenied());
        assertThat(fault.code().httpStatus()).isEqualTo(400);
    }

    @Test
    @Keeps("limit.subscriptions")
    void namesTheLimitThatIsReached() {
        SnsFault fault = Forms.fault(translated(new WriteOutcome.LimitReached<>(10_000, 10_000)));

        assertThat(fault.code()).isEqualTo(SnsErrorCode.SUBSCRIPTION_LIMIT_EXCEEDED);
        assertThat(fault.code().httpStatus()).isEqualTo(403);
        assertThat(fault.message()).contains("10000");
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(Forms.fault(translated(new WriteOutcome.Missing<>()))).isEqualTo(Lookups.NO_TOPIC);
    }

    private static Checked<String> translated(WriteOutcome<String> outcome) {
        return Answers.ofCounted(
                outcome, Lookups.NO_TOPIC, SnsErrorCode.SUBSCRIPTION_LIMIT_EXCEEDED, "subscriptions of the topic");
    }
}
