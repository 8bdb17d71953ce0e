package dev.carillon.sns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.testing.VirtualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FailureRateTest {
    private final VirtualTime time = new VirtualTime();
    private final FailureRate rate = new FailureRate(20, time);

    @Test
    void silencesAnAddressAfterASecondsWorthOfFailures() {
        fail("a", 19);
        assertThat(rate.isExceeded("a")).isFalse();

        fail("a", 1);

        assertThat(rate.isExceeded("a")).isTrue();
        assertThat(rate.isExceeded("b")).isFalse();
    }

    @Test
    void listensAgainAsFastAsTheRateAllows() {
        fail("a", 20);

        time.advance(Duration.ofMillis(50));

        assertThat(rate.isExceeded("a")).isFalse();
        fail("a", 1);
        assertThat(rate.isExceeded("a")).isTrue();
    }

    @Test
    void forgivesEvenTheWorstWithinASecond() {
        fail("a", 100_000);

        time.advance(Duration.ofSeconds(1));

        fail("a", 19);
        assertThat(rate.isExceeded("a")).isFalse();
    }

    @Test
    void staysBoundedWhenFailuresComeFromEverywhere() {
        for (int i = 0; i < 20_000; i++) {
            rate.failed("address " + i);
        }

        // Those that came too late for a place of their own share one.
        assertThat(rate.isExceeded("address 19999")).isTrue();
        assertThat(rate.isExceeded("address 1")).isFalse();
        assertThat(rate.addresses()).isLessThanOrEqualTo(16_385);

        time.advance(Duration.ofSeconds(2));
        rate.failed("another");
        assertThat(rate.addresses()).isEqualTo(1);
    }

    private void fail(String address, int times) {
        for (int i = 0; i < times; i++) {
            rate.failed(address);
        }
    }
}
