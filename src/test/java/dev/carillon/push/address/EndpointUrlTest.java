package dev.carillon.push.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointUrlTest {
    @ParameterizedTest
    @CsvSource({
        "http://example.com, false, example.com, 80, example.com, /",
        "HTTPS://Example.COM/Path?q=1&r=%20, true, example.com, 443, example.com, /Path?q=1&r=%20",
        "http://example.com:8080?a=b, false, example.com, 8080, example.com:8080, /?a=b",
        "https://example.com:/x, true, example.com, 443, example.com, /x",
        "http://a_service:80/, false, a_service, 80, a_service, /",
        "https://example.com./x, true, example.com, 443, example.com, /x",
        "http://10.1.2.3:9/, false, 10.1.2.3, 9, 10.1.2.3:9, /",
        "http://[::1]:9/, false, ::1, 9, [::1]:9, /",
        "http://[2001:DB8::A]/, false, 2001:db8::a, 80, [2001:db8::a], /",
    })
    void takesApartWhatItCanPostTo(
            String url, boolean isTls, String host, int port, String hostHeader, String requestUri) {
        assertThat(EndpointUrl.parse(url)).contains(new EndpointUrl(isTls, host, port, hostHeader, requestUri, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ftp://example.com/",
                "file:///etc/passwd",
                "http:/example.com",
                "http://",
                "http:///path",
                "//example.com/",
                "http://example.com/#fragment",
                "http://example.com:0/",
                "http://example.com:65536/",
                "http://example.com:80:80/",
                "http://a@b@example.com/",
                "http://exa mple.com/",
                "http://example.com/a b",
                "http://example.com/a\r\nX: y",
                "http://example.com\\@10.0.0.1/",
                "http://ex%61mple.com/",
                "http://bücher.example/",
                "http://example..com/",
                "http://.example.com/",
                "http://example.com../",
                "http://[fe80::1%25eth0]/",
                "http://[::1/",
                "http://::1/",
                "http://[1.2.3.4]/",
                "http://[::ffff:1.2.3]/",
                "http://[:]/",
            })
    void refusesWhatIsNoUrlOfAnEndpoint(String url) {
        assertThat(EndpointUrl.parse(url)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2130706433",
                "0x7f000001",
                "0X7F.1",
                "0177.0.0.1",
                "127.1",
                "127.0.1",
                "127.000.000.001",
                "256.0.0.1",
                "1.2.3.4.5",
                "0x",
                "foo.0x1",
                "foo.123",
                "127.0.0.1.."
            })
    void refusesAddressesInOddForms(String host) {
        assertThat(EndpointUrl.parse("http://" + host + "/")).isEmpty();
    }

    @Test
    void keepsTheUserApartAndOutOfItsText() {
        EndpointUrl url = EndpointUrl.parse("https://user:p%40ss@example.com/x").orElseThrow();

        assertThat(url.userInfo()).isEqualTo("user:p%40ss");
        assertThat(url.requestUri()).isEqualTo("/x");
        assertThat(url).hasToString("https://example.com");
    }
}
