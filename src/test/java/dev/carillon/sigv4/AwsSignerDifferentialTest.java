package dev.carillon.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.model.Credential;
import dev.carillon.sigv4.Verification.Refusal;
import dev.carillon.testing.Credentials;
import dev.carillon.testing.Keeps;
import dev.carillon.testing.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever the AWS SDK signs is accepted, and nothing that differs from it by one character. */
class AwsSignerDifferentialTest {
    private static final Credential HOLDER = Credentials.of("SCWHOLDER", "its secret", "fr-par");

    private final VirtualTime time = new VirtualTime();
    private final SignatureVerifier verifier = new SignatureVerifier("sns", time);
    private final AwsSigner signer = new AwsSigner("SCWHOLDER", "its secret", "fr-par", time.now());

    @Property(tries = 300)
    @Keeps({"auth.signed-headers", "auth.sigv4"})
    void acceptsWhatTheSdkSignedInTheHeader(
            @ForAll("requests") TestRequest request, @ForAll("parameters") Map<String, List<String>> parameters) {
        TestRequest signed = signer.sign(request, parameters, Duration.ZERO);

        assertThat(verify(signed)).isEqualTo(new Verification.Verified(HOLDER));
    }

    @Property(tries = 300)
    @Keeps("auth.presigned")
    void acceptsWhatTheSdkPresigned(
            @ForAll("requests") TestRequest request,
            @ForAll("parameters") Map<String, List<String>> parameters,
            @ForAll @IntRange(min = 1, max = 604_800) int seconds) {
        TestRequest signed = signer.sign(request.body(new byte[0]), parameters, Duration.ofSeconds(seconds));

        assertThat(verify(signed)).isEqualTo(new Verification.Verified(HOLDER));
    }

    @Property(tries = 300)
    @Keeps("auth.body")
    void refusesABodyWithOneByteChanged(
            @ForAll("requests") TestRequest request, @ForAll @IntRange(max = 10_000) int place) {
        TestRequest signed = signer.sign(request);
        byte[] body = signed.body().length == 0 ? new byte[1] : signed.body();
        body[place % body.length] ^= 1;

        assertThat(verify(signed.body(body)))
                .isInstanceOfSatisfying(
                        Verification.Refused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.MISMATCH));
    }

    @Property(tries = 300)
    void neverAcceptsAnAuthorizationHeaderWithOneCharacterChanged(
            @ForAll("requests") TestRequest request,
            @ForAll @IntRange(max = 10_000) int place,
            @ForAll char character) {
        TestRequest signed = signer.sign(request);
        StringBuilder header = new StringBuilder(signed.value("Authorization"));
        char before = header.charAt(place % header.length());
        header.setCharAt(place % header.length(), character);

        Verification verification = verify(signed.replacing("authorization", header.toString()));

        boolean isHarmless = before == character || Character.isWhitespace(character);
        assertThat(isHarmless || verification instanceof Verification.Refused).isTrue();
    }

    @Provide
    Arbitrary<TestRequest> requests() {
        Arbitrary<String> segment = Arbitraries.strings()
                .withChars("abcXYZ019-._~")
                .ofMaxLength(5)
                // Above the root, the SDK keeps "..", and a server that resolves it cannot agree.
                .map(text -> text.isEmpty() || text.matches("\\.+") ? "%20%C3%A9" : text);
        Arbitrary<String> path = segment.list().ofMaxSize(4).map(segments -> "/" + String.join("/", segments));
        Arbitrary<String> value =
                Arbitraries.strings().withCharRange('!', '~').withChars("  \t").ofMaxLength(30);
        Arbitrary<byte[]> body = Arbitraries.bytes().array(byte[].class).ofMaxSize(2_000);
        return Combinators.combine(Arbitraries.of("GET", "POST"), path, value, value, body)
                .as((method, at, first, second, bytes) -> TestRequest.of(method, at)
                        .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                        .header("X-Custom", first)
                        .header("X-Custom", second)
                        .header("amz-sdk-request", "attempt=1; max=4")
                        .body(bytes));
    }

    @Provide
    Arbitrary<Map<String, List<String>>> parameters() {
        Arbitrary<String> text = Arbitraries.strings().all().ofMaxLength(8).filter(AwsSignerDifferentialTest::isText);
        Arbitrary<String> name = text.filter(each -> !each.isEmpty());
        return Arbitraries.maps(name, text.list().ofMinSize(1).ofMaxSize(3)).ofMaxSize(5);
    }

    private static boolean isText(String text) {
        return text.chars().noneMatch(c -> Character.isSurrogate((char) c));
    }

    private Verification verify(TestRequest request) {
        return verifier.verify(
                request.signed(),
                accessKey ->
                        Optional.of(HOLDER).filter(holder -> holder.accessKey().equals(accessKey)));
    }
}
