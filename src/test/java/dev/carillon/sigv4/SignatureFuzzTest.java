package dev.carillon.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.carillon.model.Credential;
import dev.carillon.testing.Allocation;
import dev.carillon.testing.Credentials;
import dev.carillon.testing.VirtualTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;

/** The AWS SDK's signer and ours agree on any request, and nothing that nobody signed is accepted. */
@Timeout(10)
class SignatureFuzzTest {
    private static final Credential HOLDER = Credentials.of("SCWHOLDER", "its secret", "fr-par");

    private final VirtualTime time = new VirtualTime();
    private final SignatureVerifier verifier = new SignatureVerifier("sns", time);
    private final AwsSigner signer = new AwsSigner("SCWHOLDER", "its secret", "fr-par", time.now());

    /** Lines: the path, the query, a header, and the rest is the body. */
    @FuzzTest
    void acceptsWhatTheSdkSigned(byte[] bytes) throws Exception {
        String[] lines = lines(bytes, 4);
        TestRequest request = TestRequest.of("POST", path(lines[0])).header("X-Custom", headerValue(lines[2]));
        Map<String, List<String>> parameters = parameters(lines[1]);
        byte[] body = lines[3].getBytes(StandardCharsets.ISO_8859_1);

        TestRequest inHeader = signer.sign(request.body(body), parameters, Duration.ZERO);
        TestRequest inQuery = signer.sign(request, parameters, Duration.ofSeconds(60));

        assertThat(Allocation.inProportion(bytes.length, () -> verify(inHeader)))
                .isEqualTo(new Verification.Verified(HOLDER));
        assertThat(Allocation.inProportion(bytes.length, () -> verify(inQuery)))
                .isEqualTo(new Verification.Verified(HOLDER));
    }

    /** Lines: the path, the raw query, the date, and the rest is the header {@code Authorization}. */
    @FuzzTest
    void refusesWhatNobodySigned(byte[] bytes) throws Exception {
        String[] lines = lines(bytes, 4);
        TestRequest request = new TestRequest("GET", lines[0], lines[1], List.of(), "")
                .header("Host", "localhost:8081")
                .header("X-Amz-Date", lines[2]);
        TestRequest claimed = lines[3].isEmpty() ? request : request.header("Authorization", lines[3]);

        assertThat(Allocation.inProportion(bytes.length, () -> verify(claimed)))
                .isInstanceOf(Verification.Refused.class);
    }

    /** A character for each byte. */
    private static String[] lines(byte[] bytes, int count) {
        String[] lines = new String(bytes, StandardCharsets.ISO_8859_1).split("\n", count);
        String[] all = Arrays.copyOf(lines, count);
        Arrays.fill(all, lines.length, count, "");
        return all;
    }

    /** As in {@link AwsSignerDifferentialTest}, without segments of which the SDK has a view of its own. */
    private static String path(String text) {
        return Arrays.stream(text.split("/", -1))
                .map(segment -> segment.chars()
                        .mapToObj(c -> isUnreserved((char) c)
                                ? Character.toString(c)
                                : String.format(Locale.ROOT, "%%%02X", c))
                        .collect(Collectors.joining()))
                .map(segment -> segment.isEmpty() || segment.matches("\\.+") ? "%20%C3%A9" : segment)
                .collect(Collectors.joining("/", "/", ""));
    }

    private static boolean isUnreserved(char c) {
        return (c < 0x80 && Character.isLetterOrDigit(c)) || "-._~".indexOf(c) >= 0;
    }

    private static Map<String, List<String>> parameters(String text) {
        String query = new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String field : query.split("&", -1)) {
            int equals = Math.max(0, field.indexOf('='));
            String name = field.substring(0, equals);
            // Those are the signature's own.
            if (!name.isEmpty() && !name.toLowerCase(Locale.ROOT).startsWith("x-amz-")) {
                parameters.put(name, List.of(field.substring(equals + 1), field));
            }
        }
        return parameters;
    }

    private static String headerValue(String text) {
        return text.chars()
                .mapToObj(c -> (c > ' ' && c < 0x7f) || c == '\t' ? Character.toString(c) : " ")
                .collect(Collectors.joining());
    }

    private Verification verify(TestRequest request) {
        return verifier.verify(
                request.signed(),
                accessKey ->
                        Optional.of(HOLDER).filter(holder -> holder.accessKey().equals(accessKey)));
    }
}
