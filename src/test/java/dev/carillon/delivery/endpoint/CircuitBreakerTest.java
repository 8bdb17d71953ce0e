package dev.carillon.delivery.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
    private int changes;
    private final CircuitBreaker breaker = new CircuitBreaker(() -> changes++);

    @Test
    void opensAfterTenFailuresInARow() {
        fail(9, 0);
        breaker.succeeded();
        fail(9, 0);
        assertThat(breaker.isOpen()).isFalse();

        breaker.failed(seconds(5));

        assertThat(breaker.isOpen()).isTrue();
        assertThat(breaker.probeAtNanos()).isEqualTo(seconds(6));
    }

    @Test
    void pausesBetweenProbesDoubleUpToAMinute() {
        fail(10, 0);
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            long now = breaker.probeAtNanos();
            breaker.probed(now);
            pauses.add(Duration.ofNanos(breaker.probeAtNanos() - now).toSeconds());
        }

        assertThat(pauses).containsExactly(2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
    }

    @Test
    void aSuccessClosesIt() {
        fail(30, 0);

        breaker.succeeded();

        assertThat(breaker.isOpen()).isFalse();
    }

    @Test
    void tellsWhenItOpensChoosesTheNextProbeAndCloses() {
        breaker.succeeded();
        fail(9, 0);
        assertThat(changes).isZero();

        fail(5, 0);
        assertThat(changes).isEqualTo(1);
        breaker.probed(seconds(1));
        assertThat(changes).isEqualTo(2);
        breaker.succeeded();
        breaker.succeeded();
        assertThat(changes).isEqualTo(3);
    }

    @Test
    void goesOnWhereAnotherWasOpen() {
        breaker.reopen(seconds(8), seconds(105));

        assertThat(breaker.isOpen()).isTrue();
        assertThat(breaker.probeAtNanos()).isEqualTo(seconds(105));
        breaker.probed(seconds(105));
        assertThat(breaker.probeAtNanos()).isEqualTo(seconds(121));
    }

    private void fail(int times, long nowNanos) {
        for (int i = 0; i < times; i++) {
            breaker.failed(nowNanos);
        }
    }

    private static long seconds(long count) {
        return Duration.ofSeconds(count).toNanos();
    }
}
