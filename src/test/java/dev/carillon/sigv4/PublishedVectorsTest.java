package dev.carillon.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.model.Credential;
import dev.carillon.testing.Credentials;
import dev.carillon.testing.Keeps;
import dev.carillon.testing.VirtualTime;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PublishedVectorsTest {
    private static final Credential HOLDER =
            Credentials.of("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "us-east-1");
    private static final String SCOPE = "AKIDEXAMPLE/20150830/us-east-1/service/aws4_request";
    private static final String DATE = "20150830T123600Z";

    private final SignatureVerifier verifier =
            new SignatureVerifier("service", new VirtualTime(Instant.parse("2015-08-30T12:36:00Z")));

    /** One block of the file. */
    private record Vector(String name, List<String> lines) {
        String text(String label) {
            return find(label).orElseThrow();
        }

        Optional<String> find(String label) {
            return lines.stream()
                    .filter(line -> line.startsWith(label + " "))
                    .map(line -> line.substring(label.length() + 1))
                    .findFirst();
        }

        TestRequest request() {
            String[] start = lines.get(0).split(" ", 2);
            TestRequest request = TestRequest.of(start[0], start[1]).header("Host", "example.amazonaws.com");
            for (String line : lines) {
                if (line.matches("[A-Za-z0-9-]+:.*")) {
                    request =
                            request.header(line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 1));
                }
            }
            return request.body(find("body").orElse(""));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    @Keeps("auth.sigv4")
    void acceptsThePublishedSignatureInTheHeader(Vector vector) {
        TestRequest request = vector.request()
                .header("X-Amz-Date", DATE)
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=" + SCOPE + ", SignedHeaders=" + vector.text("signed")
                                + ", Signature=" + vector.text("header"));

        assertThat(verify(request)).isEqualTo(new Verification.Verified(HOLDER));
    }

    @ParameterizedTest
    @MethodSource("presigned")
    void acceptsThePublishedSignatureInTheQuery(Vector vector) {
        String signed = vector.text("signed").replace(";x-amz-date", "").replace(";", "%3B");
        TestRequest request = vector.request();
        String own = request.query().isEmpty() ? "" : request.query() + "&";

        Verification verification = verify(request.query(own + "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential="
                + SCOPE.replace("/", "%2F") + "&X-Amz-Date=" + DATE + "&X-Amz-SignedHeaders=" + signed
                + "&X-Amz-Expires=3600&X-Amz-Signature=" + vector.text("query")));

        assertThat(verification).isEqualTo(new Verification.Verified(HOLDER));
    }

    @Test
    void holdsTheWholeSuite() {
        assertThat(vectors()).hasSizeGreaterThan(25);
        assertThat(presigned()).hasSizeGreaterThan(4);
    }

    private Verification verify(TestRequest request) {
        return verifier.verify(
                request.signed(),
                accessKey ->
                        Optional.of(HOLDER).filter(holder -> holder.accessKey().equals(accessKey)));
    }

    private static Stream<Vector> presigned() {
        return vectors().filter(vector -> vector.find("query").isPresent());
    }

    private static Stream<Vector> vectors() {
        try (InputStream file = PublishedVectorsTest.class.getResourceAsStream("vectors.txt")) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("\n\n"))
                    .map(block -> new ArrayList<>(block.strip().lines().toList()))
                    .filter(Predicate.not(block -> block.get(0).startsWith("#")))
                    .map(block -> new Vector(block.get(0).toLowerCase(Locale.ROOT), block.subList(1, block.size())))
                    .toList()
                    .stream();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
