package dev.carillon.listener;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.config.ConfigLoader;
import dev.carillon.config.ConfigOutcome;
import dev.carillon.testing.VirtualTime;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AddressLimitsTest {
    private static final String HERE = "192.0.2.1";
    private static final String THERE = "192.0.2.2";

    private final VirtualTime time = new VirtualTime();
    private final AddressLimits limits = limits();

    @Test
    void silencesAnAddressThatHasUsedUpItsFailuresAndNoOther() {
        fail(2);
        assertThat(limits.isSilenced(HERE)).isFalse();

        fail(1);

        assertThat(limits.isSilenced(HERE)).isTrue();
        assertThat(limits.isSilenced(THERE)).isFalse();
    }

    /** Who has a network of 48 bits has 65,536 of 64. */
    @Test
    void silencesNobodyElseWhereOneNetworkFailsFromMoreAddressesThanItRemembers() {
        for (int i = 0; i < 20_000; i++) {
            limits.countFailure(network("2001:db8:1:" + Integer.toHexString(i)));
        }

        assertThat(limits.isSilenced(network("2001:db8:1:fffe"))).isTrue();
        assertThat(limits.isSilenced(network("2001:db8:2:1"))).isFalse();
        assertThat(limits.isSilenced(HERE)).isFalse();
        fail(3);
        assertThat(limits.isSilenced(HERE)).isTrue();
        assertThat(limits.isSilenced("198.51.100.7")).isFalse();
    }

    @Test
    void listensAgainWithTime() {
        fail(3);

        time.advance(Duration.ofMillis(334));

        assertThat(limits.isSilenced(HERE)).isFalse();
        fail(1);
        assertThat(limits.isSilenced(HERE)).isTrue();
    }

    @Test
    void takesConnectionsUpToTheShareOfEachAddress() {
        assertThat(limits.connect(HERE)).isTrue();
        assertThat(limits.connect(HERE)).isTrue();

        assertThat(limits.connect(HERE)).isFalse();
        assertThat(limits.connect(THERE)).isTrue();

        limits.disconnect(HERE);
        assertThat(limits.connect(HERE)).isTrue();
        assertThat(limits.connect(HERE)).isFalse();
    }

    @Test
    void takesNoMoreConnectionsOfAllThanItsShareOfDescriptors() {
        AddressLimits few = limits(2);
        assertThat(few.connect(HERE)).isTrue();
        assertThat(few.connect(THERE)).isTrue();

        assertThat(few.connect("198.51.100.7")).isFalse();

        few.disconnect(HERE);
        assertThat(few.connect("198.51.100.7")).isTrue();
    }

    private static String network(String first64Bits) {
        return ClientAddress.of(SocketAddress.inetSocketAddress(443, first64Bits + "::1"));
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            limits.countFailure(HERE);
        }
    }

    private AddressLimits limits() {
        return limits(Integer.MAX_VALUE);
    }

    private AddressLimits limits(int ofAll) {
        ConfigOutcome outcome = new ConfigLoader(Map.of(
                        "CARILLON_LIMITS_CONNECTIONS_PER_ADDRESS", "2",
                        "CARILLON_LIMITS_FAILED_AUTHENTICATIONS_PER_SECOND", "3"))
                .load();
        return new AddressLimits(((ConfigOutcome.Accepted) outcome).config().limits(), time, ofAll);
    }
}
