package dev.carillon.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.testing.Keeps;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract's "Functions over k = 1…n". */
class BackoffTest {
    @Test
    @Keeps("policy.functions")
    void linearGrowsInEqualSteps() {
        assertThat(delays(Backoff.LINEAR, 5, 1_000, 9_000)).containsExactly(1_000L, 3_000L, 5_000L, 7_000L, 9_000L);
    }

    @Test
    @Keeps("policy.functions")
    void arithmeticGrowsInGrowingSteps() {
        // min + (max - min) k (k - 1) / (n (n - 1)), with n (n - 1) = 20
        assertThat(delays(Backoff.ARITHMETIC, 5, 1_000, 11_000))
                .containsExactly(1_000L, 2_000L, 4_000L, 7_000L, 11_000L);
    }

    @Test
    @Keeps("policy.functions")
    void geometricGrowsByTheSameFactor() {
        assertThat(delays(Backoff.GEOMETRIC, 5, 1_000, 16_000))
                .containsExactly(1_000L, 2_000L, 4_000L, 8_000L, 16_000L);
        assertThat(delays(Backoff.GEOMETRIC, 3, 10_000, 90_000)).containsExactly(10_000L, 30_000L, 90_000L);
    }

    @Test
    @Keeps("policy.functions")
    void exponentialDoublesUpToTheLongest() {
        assertThat(delays(Backoff.EXPONENTIAL, 6, 3_000, 20_000))
                .containsExactly(3_000L, 6_000L, 12_000L, 20_000L, 20_000L, 20_000L);
        assertThat(Backoff.EXPONENTIAL.delayMillis(100, 100, 1_000, 3_600_000)).isEqualTo(3_600_000);
    }

    @ParameterizedTest
    @EnumSource
    void theOnlyDelayIsTheShortest(Backoff backoff) {
        assertThat(backoff.delayMillis(1, 1, 1_000, 9_000)).isEqualTo(1_000);
    }

    @Property(tries = 200)
    void staysWithinItsBoundsAndNeverShrinks(
            @ForAll Backoff backoff,
            @ForAll @IntRange(min = 1, max = 100) int n,
            @ForAll @IntRange(min = 1, max = 3_600) int min,
            @ForAll @IntRange(min = 0, max = 3_599) int more) {
        long most = Math.min(3_600, min + more) * 1_000L;

        List<Long> all = delays(backoff, n, min * 1_000L, most);

        assertThat(all).isSorted().allMatch(delay -> delay >= min * 1_000L && delay <= most);
        assertThat(all.get(0)).isEqualTo(min * 1_000L);
    }

    private static List<Long> delays(Backoff backoff, int n, long min, long max) {
        return IntStream.rangeClosed(1, n)
                .mapToObj(k -> backoff.delayMillis(k, n, min, max))
                .toList();
    }
}
