package dev.carillon.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.testing.VirtualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FailedAuthenticationsTest {
    private final VirtualTime time = new VirtualTime();
    private final FailedAuthentications failures = new FailedAuthentications(3, time);

    @Test
    void refusesAnAddressThatHasUsedUpItsFailures() {
        fail("192.0.2.1", 2);
        assertThat(failures.isRefused("192.0.2.1")).isFalse();

        fail("192.0.2.1", 1);
        assertThat(failures.isRefused("192.0.2.1")).isTrue();
    }

    @Test
    void refillsWithTimeAndNeverBeyondTheLimit() {
        fail("192.0.2.1", 3);

        time.advance(Duration.ofMillis(334));
        assertThat(failures.isRefused("192.0.2.1")).isFalse();

        time.advance(Duration.ofHours(1));
        fail("192.0.2.1", 3);
        assertThat(failures.isRefused("192.0.2.1")).isTrue();
    }

    @Test
    void countsEachAddressByItself() {
        fail("192.0.2.1", 3);

        assertThat(failures.isRefused("192.0.2.2")).isFalse();
    }

    @Test
    void countsTheAddressesOfOneIpv6NetworkTogether() {
        fail("2001:db8:0:1::1", 3);

        assertThat(failures.isRefused("2001:db8:0:1:ffff::2")).isTrue();
        assertThat(failures.isRefused("2001:db8:0:2::1")).isFalse();
    }

    @Test
    void forgetsTheAddressThatFailedLeastRecentlyWhenThereAreTooMany() {
        fail("192.0.2.1", 3);
        for (int address = 0; address < 10_000; address++) {
            failures.count("10.0." + address / 256 + "." + address % 256);
        }

        assertThat(failures.isRefused("192.0.2.1")).isFalse();
    }

    private void fail(String address, int times) {
        for (int time = 0; time < times; time++) {
            failures.count(address);
        }
    }
}
