package dev.carillon.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/32, 10.0.0.0, 10.0.0.1",
        "10.128.0.0/9, 10.255.255.255, 10.127.255.255",
        "::1/128, ::1, ::2",
        "fd00::/8, fdff::1, fc00::1",
        "10.1.2.3/8, 10.9.9.9, 11.0.0.0"
    })
    void holdsTheAddressesThatShareItsFirstBits(String network, String inside, String outside) {
        assertThat(Cidr.parse(network).contains(bytes(inside))).isTrue();
        assertThat(Cidr.parse(network).contains(bytes(outside))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/8",
                "10.0.0.0",
                "10.0.0.0/",
                "10.0.0.0/-1",
                "10.0.0.0/+8",
                "10.0.0.0/8/8",
                "10.0.0.0/33",
                "10.0.0.0/99",
                "::/129",
                "::/1000",
                "1.2.3/8",
                "a.b/8",
                "10.0.0.256/8",
                "::ffff:10.0.0.0/8",
                "::ffff:10.0.0.0/104"
            })
    void refusesWhatIsNoNetwork(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Cidr.parse(text));
    }

    private static byte[] bytes(String address) {
        return IpAddress.parse(address).orElseThrow().getAddress();
    }
}
