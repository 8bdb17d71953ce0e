package dev.carillon.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.carillon.model.Credential;
import dev.carillon.sigv4.Verification.Refusal;
import dev.carillon.testing.Credentials;
import dev.carillon.testing.Keeps;
import dev.carillon.testing.VirtualTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureVerifierTest {
    private static final String SECRET = "its secret";
    private static final Duration HOUR = Duration.ofHours(1);

    private final VirtualTime time = new VirtualTime();
    private final SignatureVerifier verifier = new SignatureVerifier("sns", time);
    private final Map<String, Credential> credentials =
            new HashMap<>(Map.of("SCWHOLDER", Credentials.of("SCWHOLDER", SECRET, "fr-par")));
    private final AwsSigner holder = new AwsSigner("SCWHOLDER", SECRET, "fr-par", time.now());
    private final TestRequest publish = TestRequest.of("POST", "/")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .body("Action=Publish&Message=hello");

    @Test
    void acceptsASignatureOfTheHolder() {
        assertThat(verify(holder.sign(publish))).isInstanceOf(Verification.Verified.class);
    }

    @Test
    void refusesARequestWithoutASignature() {
        assertThat(refusal(publish.header("Host", "localhost"))).isEqualTo(Refusal.UNSIGNED);
    }

    @Test
    void refusesAnotherSecret() {
        AwsSigner stranger = new AwsSigner("SCWHOLDER", "another secret", "fr-par", time.now());

        assertThat(refusal(stranger.sign(publish))).isEqualTo(Refusal.MISMATCH);
    }

    @Test
    void refusesAnAccessKeyThatNobodyHas() {
        AwsSigner stranger = new AwsSigner("SCWNOBODY", SECRET, "fr-par", time.now());

        assertThat(refusal(stranger.sign(publish))).isEqualTo(Refusal.UNKNOWN_ACCESS_KEY);
    }

    @Test
    void refusesACredentialFromTheMomentItIsGone() {
        TestRequest signed = holder.sign(publish);
        assertThat(verify(signed)).isInstanceOf(Verification.Verified.class);

        credentials.remove("SCWHOLDER");

        assertThat(refusal(signed)).isEqualTo(Refusal.UNKNOWN_ACCESS_KEY);
    }

    @Test
    void takesANewSecretAtOnceThoughTheSigningKeyWasCached() {
        TestRequest signed = holder.sign(publish);
        assertThat(verify(signed)).isInstanceOf(Verification.Verified.class);

        credentials.put("SCWHOLDER", Credentials.of("SCWHOLDER", "a new secret", "fr-par"));

        assertThat(refusal(signed)).isEqualTo(Refusal.MISMATCH);
        assertThat(verify(new AwsSigner("SCWHOLDER", "a new secret", "fr-par", time.now()).sign(publish)))
                .isInstanceOf(Verification.Verified.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCWNOPE", "test-key", "a.b", "11111111-2222-4333-8444-555555555555"})
    void nobodysAccessKeyIsUnknownAndNotMalformed(String accessKey) {
        AwsSigner nobody = new AwsSigner(accessKey, SECRET, "fr-par", time.now());

        assertThat(refusal(nobody.sign(publish))).isEqualTo(Refusal.UNKNOWN_ACCESS_KEY);
    }

    @Test
    @Keeps("auth.region")
    void refusesTheRegionOfSomebodyElse() {
        AwsSigner abroad = new AwsSigner("SCWHOLDER", SECRET, "nl-ams", time.now());

        assertThat(refusal(abroad.sign(publish))).isEqualTo(Refusal.OTHER_REGION);
    }

    @ParameterizedTest
    @ValueSource(longs = {-900, 900})
    @Keeps("auth.clock-skew")
    void acceptsAClockThatIsAQuarterOfAnHourOff(long seconds) {
        AwsSigner off = new AwsSigner("SCWHOLDER", SECRET, "fr-par", time.now().plusSeconds(seconds));

        assertThat(verify(off.sign(publish))).isInstanceOf(Verification.Verified.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {-901, 901})
    @Keeps("auth.clock-skew")
    void refusesAClockThatIsOffByMore(long seconds) {
        AwsSigner off = new AwsSigner("SCWHOLDER", SECRET, "fr-par", time.now().plusSeconds(seconds));

        assertThat(refusal(off.sign(publish))).isEqualTo(Refusal.EXPIRED);
    }

    @Test
    @Keeps("auth.presigned")
    void acceptsAPresignedRequestUntilItExpires() {
        TestRequest signed = holder.sign(TestRequest.of("GET", "/"), Map.of("Action", List.of("ListTopics")), HOUR);

        time.advance(HOUR);
        assertThat(verify(signed)).isInstanceOf(Verification.Verified.class);

        time.advance(Duration.ofSeconds(1));
        assertThat(refusal(signed)).isEqualTo(Refusal.EXPIRED);
    }

    /** As curl, aws4 and aws4fetch sign in the query. */
    @Test
    @Keeps("auth.presigned")
    void aSignatureInTheQueryThatNamesNoValidityCountsAsLongAsOneInTheHeader() {
        TestRequest signed = holder.signInQuery(TestRequest.of("GET", "/"), Map.of("Action", List.of("ListTopics")));
        assertThat(signed.query()).doesNotContain("X-Amz-Expires");

        time.advance(Duration.ofMinutes(15));
        assertThat(verify(signed)).isInstanceOf(Verification.Verified.class);

        time.advance(Duration.ofSeconds(1));
        assertThat(refusal(signed)).isEqualTo(Refusal.EXPIRED);
    }

    @Test
    void refusesAPresignedRequestWhoseValidityWasTakenAway() {
        TestRequest signed = presigned();

        assertThat(refusal(signed.query(signed.query().replace("X-Amz-Expires=3600", ""))))
                .isEqualTo(Refusal.MISMATCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "604801", "-1", "", "1e3", "9999999999"})
    @Keeps("auth.presigned")
    void refusesAValidityOutOfItsRange(String seconds) {
        TestRequest signed = presigned();

        assertThat(refusal(signed.query(signed.query().replace("X-Amz-Expires=3600", "X-Amz-Expires=" + seconds))))
                .isEqualTo(Refusal.MALFORMED);
    }

    @Test
    void refusesALongerValidityThanWasSigned() {
        TestRequest signed = presigned();

        assertThat(refusal(signed.query(signed.query().replace("X-Amz-Expires=3600", "X-Amz-Expires=3601"))))
                .isEqualTo(Refusal.MISMATCH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date", "X-Amz-SignedHeaders", "X-Amz-Signature"})
    void refusesAPresignedRequestThatLacksAPart(String name) {
        TestRequest signed = presigned();

        assertThat(refusal(signed.query(signed.query().replace(name, "Other")))).isEqualTo(Refusal.MALFORMED);
    }

    @Test
    void refusesASignatureInHeaderAndQuery() {
        TestRequest both = holder.sign(publish).query(presigned().query());

        assertThat(refusal(both)).isEqualTo(Refusal.MALFORMED);
    }

    @Test
    void refusesTwoAuthorizationHeaders() {
        TestRequest signed = holder.sign(publish);

        assertThat(refusal(signed.header("authorization", signed.value("Authorization"))))
                .isEqualTo(Refusal.MALFORMED);
    }

    @Test
    void refusesTwoSignaturesInTheQuery() {
        TestRequest signed = presigned();

        assertThat(refusal(signed.query(signed.query() + "&X-Amz-Signature=00")))
                .isEqualTo(Refusal.MALFORMED);
    }

    @Test
    void refusesTwoDates() {
        TestRequest signed = holder.sign(publish);

        assertThat(refusal(signed.header("x-amz-date", signed.value("X-Amz-Date"))))
                .isEqualTo(Refusal.MALFORMED);
    }

    @Test
    @Keeps("auth.host-and-date")
    void refusesAnAmazonHeaderThatIsNotSigned() {
        assertThat(refusal(holder.sign(publish).header("X-Amz-Target", "SNS.DeleteTopic")))
                .isEqualTo(Refusal.MALFORMED);
    }

    @Test
    @Keeps("auth.host-and-date")
    void refusesASignatureThatDoesNotCoverTheHost() {
        TestRequest signed = holder.sign(publish);
        String header = signed.value("Authorization").replace("host;", "");

        assertThat(refusal(signed.replacing("authorization", header))).isEqualTo(Refusal.MALFORMED);
    }

    @Test
    @Keeps("auth.host-and-date")
    void refusesASignatureThatDoesNotCoverItsDate() {
        TestRequest signed = holder.sign(publish);
        String header = signed.value("Authorization").replace(";x-amz-date", "");

        assertThat(header).isNotEqualTo(signed.value("Authorization"));
        assertThat(refusal(signed.replacing("authorization", header))).isEqualTo(Refusal.MALFORMED);
        assertThat(refusal(signed.withoutHeader("x-amz-date").header("Date", "Thu, 15 Jan 2026 10:30:00 GMT")))
                .isEqualTo(Refusal.MALFORMED);
    }

    @Test
    @Keeps("auth.signed-headers")
    void takesTheHeadersThatTheRequestSaysAreSigned() {
        TestRequest signed = holder.sign(publish.header("amz-sdk-request", "attempt=1; max=4")
                .header("amz-sdk-invocation-id", "6f1d0f5c")
                .header("x-amz-content-sha256", "required"));

        assertThat(signed.value("Authorization"))
                .contains("SignedHeaders=amz-sdk-invocation-id;amz-sdk-request;content-type;host;"
                        + "x-amz-content-sha256;x-amz-date");
        assertThat(verify(signed)).isInstanceOf(Verification.Verified.class);
        assertThat(refusal(signed.replacing("amz-sdk-request", "attempt=2; max=4")))
                .isEqualTo(Refusal.MISMATCH);
        assertThat(verify(signed.header("X-Unsigned", "a proxy's"))).isInstanceOf(Verification.Verified.class);
    }

    /** What a timing would tell can only be seen in the code: where the signature goes, nothing stops at a difference. */
    @Test
    @Keeps("auth.constant-time")
    void comparesSignaturesInConstantTime() {
        JavaClasses code = new ClassFileImporter().importPackages(SignatureVerifier.class.getPackageName());
        JavaClass verifier = code.get(SignatureVerifier.class);

        assertThat(code.get(Authorization.class).getMethod("signature").getCallsOfSelf())
                .extracting(call -> call.getOrigin().getName())
                .containsOnly("isRight");
        assertThat(Stream.of("isRight", "isHexOf").flatMap(name -> called(verifier, name)))
                .contains("isEqualInConstantTime")
                .doesNotContain("equals", "contentEquals", "compareTo");
        assertThat(called(code.get(ByteText.class), "isEqualInConstantTime"))
                .contains("isEqual")
                .doesNotContain("equals", "contentEquals", "compareTo");
    }

    private static Stream<String> called(JavaClass type, String method) {
        return type.getMethods().stream()
                .filter(each -> each.getName().equals(method))
                .flatMap(each -> each.getMethodCallsFromSelf().stream())
                .map(JavaMethodCall::getName);
    }

    @Test
    @Keeps("auth.body")
    void refusesAnUnsignedPayload() {
        TestRequest signed = holder.sign(publish.header("x-amz-content-sha256", "UNSIGNED-PAYLOAD"));

        assertThat(refusal(signed.replacing("x-amz-content-sha256", "UNSIGNED-PAYLOAD")))
                .isEqualTo(Refusal.MISMATCH);
    }

    @Test
    @Keeps("auth.body")
    void refusesAnAnnouncedHashThatIsNotTheBodys() {
        TestRequest signed = holder.sign(publish);

        assertThat(refusal(signed.replacing("x-amz-content-sha256", "0".repeat(64))))
                .isEqualTo(Refusal.MISMATCH);
    }

    @Test
    void refusesAnotherMethodPathQueryAndSignedHeader() {
        TestRequest signed = holder.sign(publish);

        assertThat(refusal(signed.method("GET"))).isEqualTo(Refusal.MISMATCH);
        assertThat(refusal(signed.path("/other"))).isEqualTo(Refusal.MISMATCH);
        assertThat(refusal(signed.query("Action=DeleteTopic"))).isEqualTo(Refusal.MISMATCH);
        assertThat(refusal(signed.replacing("host", "elsewhere"))).isEqualTo(Refusal.MISMATCH);
    }

    @Test
    @Keeps("auth.sigv4")
    void refusesAnotherService() {
        TestRequest signed = holder.sign(publish);
        String header = signed.value("Authorization").replace("/sns/", "/sqs/");

        assertThat(refusal(signed.replacing("authorization", header))).isEqualTo(Refusal.MISMATCH);
    }

    @Test
    void refusesAScopeOfAnotherDayThanTheDate() {
        TestRequest signed = holder.sign(publish);
        String header = signed.value("Authorization").replace("/20260115/", "/20260114/");

        assertThat(refusal(signed.replacing("authorization", header))).isEqualTo(Refusal.MISMATCH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic dXNlcjpwYXNz",
                "AWS4-HMAC-SHA256",
                "AWS4-HMAC-SHA256 ",
                "AWS4-HMAC-SHA256 Credential=a/20260115/fr-par/sns/aws4_request, SignedHeaders=H",
                "AWS4-HMAC-SHA256 Credential=a/20260115/fr-par/sns/aws4_request, SignedHeaders=H, Signature",
                "AWS4-HMAC-SHA256 Credential=a/20260115/fr-par/sns/aws4_request, SignedHeaders=H, Signature=00",
                "AWS4-HMAC-SHA256 Credential=a/20260115/fr-par/sns/aws4_request, SignedHeaders=H, Signature=S,",
                "AWS4-HMAC-SHA256 Credential, SignedHeaders=H, Signature=S",
                "AWS4-HMAC-SHA256 Credential=a, SignedHeaders=H, Signature=S",
                "AWS4-HMAC-SHA256 Credential=a/aws4_request, SignedHeaders=H, Signature=S",
                "AWS4-HMAC-SHA256 Credential=a/20260115/fr-par/sns, SignedHeaders=H, Signature=S",
                "AWS4-HMAC-SHA256 Credential=a/20260115/fr-par/sns/, SignedHeaders=H, Signature=S",
                "AWS4-HMAC-SHA256 Credential=a/20260115/fr-par/sns/aws4_request/x, SignedHeaders=H, Signature=S",
                "AWS4-HMAC-SHA256 Credential=a/20260115/fr-par/sns/aws4_request/, SignedHeaders=H, Signature=S",
                "AWS4-HMAC-SHA256 Credential=/20260115/fr-par/sns/aws4_request, SignedHeaders=H, Signature=S",
                "AWS4-HMAC-SHA256 Credential=a/2026011/fr-par/sns/aws4_request, SignedHeaders=H, Signature=S",
                "AWS4-HMAC-SHA256 Credential=a/20260115//sns/aws4_request, SignedHeaders=H, Signature=S",
                "AWS4-HMAC-SHA256 Credential=a/20260115/fr-par/sns/aws4_request, SignedHeaders=host, Signature=S",
                "AWS4-HMAC-SHA256 Credential=a/20260115/fr-par/sns/aws4_request, SignedHeaders=x-amz-date;host, Signature=S",
                "AWS4-HMAC-SHA256 Credential=a/20260115/fr-par/sns/aws4_request, SignedHeaders=, Signature=S",
                "AWS4-HMAC-SHA256 Credential=a, Credential=b, SignedHeaders=H, Signature=S",
                "AWS4-HMAC-SHA512 Credential=a/20260115/fr-par/sns/aws4_request, SignedHeaders=H, Signature=S",
                ",,,,",
                "=",
                "AWS4-HMAC-SHA256 =,=,=",
            })
    @Keeps("auth.malformed")
    void refusesAnAuthorizationHeaderOfAnotherForm(String header) {
        assertThat(refusal(claiming(header))).isEqualTo(Refusal.MALFORMED);
    }

    /** Or what is refused above could be refused for another reason. */
    @Test
    void takesAnAuthorizationHeaderOfItsForm() {
        String header = "AWS4-HMAC-SHA256 Credential=a/20260115/fr-par/sns/aws4_request, SignedHeaders=H, Signature=S";

        assertThat(refusal(claiming(header))).isEqualTo(Refusal.UNKNOWN_ACCESS_KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-01-15T10:30:00Z", "20261315T103000Z", "20260115T253000Z"})
    void refusesADateOfAnotherForm(String date) {
        assertThat(refusal(holder.sign(publish).replacing("x-amz-date", date))).isEqualTo(Refusal.MALFORMED);
    }

    /** H stands for the headers that must be signed, S for a whole signature. */
    private TestRequest claiming(String header) {
        TestRequest signed = holder.sign(publish);
        String names = signed.value("Authorization").replaceFirst(".*SignedHeaders=([^,]*),.*", "$1");
        return signed.replacing(
                "authorization",
                header.replace("SignedHeaders=H", "SignedHeaders=" + names)
                        .replace("Signature=S", "Signature=" + "0".repeat(64)));
    }

    private TestRequest presigned() {
        return holder.sign(TestRequest.of("GET", "/"), Map.of("Action", List.of("ListTopics")), HOUR);
    }

    private Refusal refusal(TestRequest request) {
        Verification verification = verify(request);
        assertThat(verification).isInstanceOf(Verification.Refused.class);
        return ((Verification.Refused) verification).refusal();
    }

    private Verification verify(TestRequest request) {
        return verifier.verify(request.signed(), accessKey -> Optional.ofNullable(credentials.get(accessKey)));
    }
}
