package dev.carillon.delivery.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.policy.Backoff;
import dev.carillon.policy.RetryRule;
import dev.carillon.testing.Keeps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    private static final Duration NOTHING_ASKED = Duration.ZERO;
    private static final RandomGenerator NO_JITTER = () -> 1L << 63;

    private final RetryPolicy http = RetryPolicy.of(RetryRule.DEFAULT);
    private final RetryPolicy function = RetryPolicy.function(3_600_000);
    private final RetryDelays delays = new RetryDelays(NO_JITTER);

    @Test
    @Keeps("retry.web-default")
    void anHttpEndpointIsTriedAgainThreeTimesTwentySecondsApart() {
        assertThat(delays(http, 3)).containsExactly(20_000L, 20_000L, 20_000L);
        assertThat(http.rule().delayMillis(4)).isEmpty();
        assertThat(http.spanMillis()).isEqualTo(60_000);
    }

    @Test
    @Keeps("retry.function-phases")
    void aFunctionIsTriedAgainInFourPhases() {
        assertThat(delays(function, 17))
                .containsExactly(
                        0L, 0L, 0L, 1_000L, 1_000L, 1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 20_000L, 20_000L, 20_000L,
                        20_000L, 20_000L, 20_000L, 20_000L);
        assertThat(function.rule().delayMillis(100_000)).hasValue(20_000);
        assertThat(function.spanMillis()).isEqualTo(3_600_000);
    }

    @Test
    @Keeps("retry.window")
    void noRetryIsMadeBehindTheWindow() {
        assertThat(delays.next(function, 50, 3_580_000, NOTHING_ASKED)).hasValue(20_000);
        assertThat(delays.next(function, 50, 3_580_001, NOTHING_ASKED)).isEmpty();
    }

    @Test
    void aLinearBackoffGrowsInEqualSteps() {
        RetryPolicy policy = RetryPolicy.of(new RetryRule(1, 5, 6, 1, 0, 0, Backoff.LINEAR));

        assertThat(delays(policy, 6)).containsExactly(1_000L, 2_000L, 3_000L, 4_000L, 5_000L, 5_000L);
    }

    @Test
    @Keeps("retry.web-phases")
    void aPolicyOfItsOwnHasAllFourPhases() {
        RetryPolicy policy = RetryPolicy.of(new RetryRule(5, 40, 10, 2, 1, 3, Backoff.EXPONENTIAL));

        assertThat(delays(policy, 10))
                .containsExactly(0L, 5_000L, 5_000L, 5_000L, 5_000L, 10_000L, 20_000L, 40_000L, 40_000L, 40_000L);
        assertThat(policy.rule().delayMillis(11)).isEmpty();
        assertThat(policy.spanMillis()).isEqualTo(170_000);
    }

    @Test
    @Keeps("outcome.retry-after")
    void whatTheEndpointAsksForIsHonouredUpToTheLongestDelay() {
        assertThat(delays.next(function, 1, 0, Duration.ofSeconds(7))).hasValue(7_000);
        assertThat(delays.next(function, 1, 0, Duration.ofMinutes(7))).hasValue(20_000);
        assertThat(delays.next(function, 12, 0, Duration.ofSeconds(7))).hasValue(20_000);
    }

    @Test
    @Keeps("retry.jitter")
    void jitterStaysWithinATenth() {
        RetryDelays jittered = new RetryDelays(new SplittableRandom(4));
        List<Long> drawn = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            drawn.add(jittered.next(http, 1, 0, NOTHING_ASKED).orElseThrow());
        }

        assertThat(drawn).allMatch(delay -> delay >= 18_000 && delay <= 22_000);
        assertThat(drawn).anyMatch(delay -> delay < 18_500).anyMatch(delay -> delay > 21_500);
    }

    private List<Long> delays(RetryPolicy policy, int count) {
        List<Long> all = new ArrayList<>();
        for (int attempts = 1; attempts <= count; attempts++) {
            OptionalLong delay = delays.next(policy, attempts, 0, NOTHING_ASKED);
            all.add(delay.orElseThrow());
        }
        return all;
    }
}
