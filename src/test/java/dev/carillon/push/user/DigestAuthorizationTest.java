package dev.carillon.push.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigestAuthorizationTest {
    private static final String NONCE = "dcd98b7102dd2f0e8b11d0f600bfb0c093";

    /** The first three rows are examples of RFC 7616 (3.9.1) and RFC 2617 (3.5); the others were worked out with Python. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm=SHA-256, nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\" | Circle%20of%20Life | f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ | 753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",
                "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm=MD5, nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\" | Circle%20of%20Life | f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ | 8ca523f5e9506fed4657c9700eebdbec",
                "Digest realm=\"testrealm@host.com\", qop=\"auth,auth-int\", nonce=\"" + NONCE
                        + "\" | Circle%20Of%20Life | 0a4f113b | 6629fae49393a05397450978507c4ef1",
                "digest realm=\"testrealm@host.com\",nonce=\"" + NONCE
                        + "\" | Circle%20Of%20Life | 0a4f113b | 670fd8c2df070c60b045671b8b24ff02",
                "DIGEST Realm=\"testrealm@host.com\" , QOP=auth, nonce=" + NONCE
                        + ", algorithm=\"md5-sess\" | Circle%20Of%20Life | 0a4f113b | 8e3825c57e897f5a0dec6c2d4e5059d0",
                "Digest realm=\"testrealm@host.com\", qop=auth, algorithm=SHA-512-256, nonce=\"" + NONCE
                        + "\" | Circle%20Of%20Life | 0a4f113b | f23c08ec7334a881f8286e68450ddbd9f0cd91c41481f0e1433604da8113c6dc",
            })
    void answersAsTheStandardHasIt(String challenge, String password, String cnonce, String response) {
        assertThat(DigestAuthorization.of(List.of(challenge), "Mufasa:" + password, "GET", "/dir/index.html", cnonce))
                .hasValueSatisfying(header -> assertThat(header).endsWith(", response=\"" + response + "\""));
    }

    @Test
    void sendsBackWhatTheEndpointKnowsItBy() {
        List<String> asked =
                List.of("Digest realm=\"a \\\"b\\\"\", nonce=\"n\", opaque=\"o\", qop=auth, algorithm=MD5");

        assertThat(DigestAuthorization.of(asked, "al%40ice", "POST", "/f?q=\"x\"", "c"))
                .hasValueSatisfying(
                        header -> assertThat(header)
                                .startsWith(
                                        "Digest username=\"al@ice\", realm=\"a \\\"b\\\"\", nonce=\"n\", uri=\"/f?q=\\\"x\\\"\","
                                                + " algorithm=MD5, opaque=\"o\", cnonce=\"c\", qop=auth, nc=00000001, response=\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic realm=\"x\", Digest nonce=\"n\"",
                "Negotiate YWJj==, Digest nonce=\"n\"",
                "Digest algorithm=unknown, nonce=\"m\", Digest qop=\"auth\", nonce=\"n\"",
                "Digest qop=\"auth-int\", nonce=\"m\", Digest nonce=\"n\"",
                "Digest realm=\"only\", Digest nonce=n, nonce=m",
            })
    void takesTheFirstChallengeThatItCanMeet(String header) {
        assertThat(asked(header).nonce()).isEqualTo("n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Basic realm=\"Digest nonce=n\"",
                "Digest",
                "Digest nonce=\"n",
                "=, Digest nonce=\"n\"",
                "Digestive nonce=n"
            })
    void seesNoChallengeWhereThereIsNone(String header) {
        assertThat(DigestChallenge.first(List.of(header))).isEmpty();
    }

    @Test
    void putsNothingIntoAHeaderThatWouldEndIt() {
        assertThat(DigestAuthorization.of(List.of("Digest nonce=n"), "a%0D%0Ab:c", "POST", "/", "c"))
                .isEmpty();
    }

    private static DigestChallenge asked(String header) {
        return DigestChallenge.first(List.of("Bearer", header)).orElseThrow();
    }
}
