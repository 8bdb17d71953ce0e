package dev.carillon.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExemptNetworksTest {
    private final ExemptNetworks networks =
            new ExemptNetworks(List.of("10.1.0.0/16", "203.0.113.77/32", "fd00:7::/30", "192.168.1.130/25"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.9.9.9",
                "::1",
                "10.1.0.0",
                "10.1.255.255",
                "203.0.113.77",
                "fd00:7::1",
                "fd00:4:ffff::",
                "192.168.1.128",
                "192.168.1.255"
            })
    void holdLoopbackAndWhatIsListed(String address) throws UnknownHostException {
        assertThat(networks.containAll(addresses(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.2.0.0", "10.0.255.255", "203.0.113.78", "fd00:8::", "192.168.1.127", "8.8.8.8", "a01::"})
    void doNotHoldWhatIsPrivateAndNotListed(String address) throws UnknownHostException {
        assertThat(networks.containAll(addresses(address))).isFalse();
    }

    @Test
    void oneAddressThatIsNotListedSpoilsTheName() throws UnknownHostException {
        assertThat(networks.containAll(addresses("10.1.0.1", "8.8.8.8"))).isFalse();
    }

    @Test
    void aListOfEverythingHoldsEverythingOfItsFamily() throws UnknownHostException {
        ExemptNetworks all = new ExemptNetworks(List.of("0.0.0.0/0"));

        assertThat(all.containAll(addresses("8.8.8.8", "255.255.255.255"))).isTrue();
        assertThat(all.containAll(addresses("2001:4860::8888"))).isFalse();
    }

    private static List<InetAddress> addresses(String... texts) throws UnknownHostException {
        List<InetAddress> addresses = new ArrayList<>();
        for (String text : texts) {
            addresses.add(InetAddress.getByName(text));
        }
        return addresses;
    }
}
