package dev.carillon.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, 10.1.2.3",
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255",
        "::, 0:0:0:0:0:0:0:0",
        "::1, 0:0:0:0:0:0:0:1",
        "2001:DB8::A, 2001:db8:0:0:0:0:0:a",
        "64:ff9b::10.0.0.1, 64:ff9b:0:0:0:0:a00:1",
        "::ffff:10.0.0.1, 10.0.0.1"
    })
    void readsAddresses(String text, String address) {
        assertThat(IpAddress.parse(text).map(InetAddress::getHostAddress)).contains(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                ":",
                "a.b",
                "localhost",
                "1.2.3",
                "1.2.3.4.5",
                "10.0.0.256",
                "0177.0.0.1",
                "127.000.000.001",
                "2130706433",
                "1.2.3.4 ",
                ".::1",
                "a.b::1",
                "::1::",
                "::12345",
                "::10.0.0.256",
                "[::1]",
                "fe80::1%eth0",
                "::1/128"
            })
    void refusesWhatIsNone(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }
}
