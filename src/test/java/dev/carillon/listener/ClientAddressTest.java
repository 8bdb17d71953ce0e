package dev.carillon.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0/64",
        "2001:db8:1:2::1, 2001:db8:1:2:0:0:0:0/64",
        "::1, 0:0:0:0:0:0:0:1",
    })
    void countsAnIpv4AddressAndAnIpv6NetworkAsOne(String remote, String client) throws UnknownHostException {
        SocketAddress address =
                SocketAddress.inetSocketAddress(new InetSocketAddress(InetAddress.getByName(remote), 1));

        assertThat(ClientAddress.of(address)).isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.",
        "2001:db8:1:2:0:0:0:0/64, 2001:db8:1:",
        "0:0:0:0:0:0:0:1, 0:0:0:",
        "unknown, ''",
    })
    void neighboursAreThoseOfANetworkThatOneMayHave(String client, String neighbours) {
        assertThat(ClientAddress.neighbours(client)).isEqualTo(neighbours);
    }

    @Test
    void countsWhoeverHasNoAddressTogether() {
        assertThat(ClientAddress.of(null)).isEqualTo("unknown");
    }
}
