package dev.carillon.bench;

import dev.carillon.model.Credential;
import dev.carillon.model.ProjectId;
import dev.carillon.model.ProjectScope;
import dev.carillon.model.Region;
import dev.carillon.model.SecretKey;
import dev.carillon.model.SnsPermissions;
import dev.carillon.model.TimeSource;
import dev.carillon.sigv4.SignatureVerifier;
import dev.carillon.sigv4.SignedRequest;
import dev.carillon.sigv4.Verification;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** What it costs to verify one Publish that the AWS SDK signed; the signing key is cached, as it nearly always is. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SignatureVerificationBenchmark {
    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");

    @Param({"1024", "262144"})
    int messageBytes;

    private final List<Map.Entry<String, String>> headers = new ArrayList<>();
    private byte[] body = new byte[0];
    private Optional<Credential> holder = Optional.empty();
    private SignatureVerifier verifier = new SignatureVerifier("sns", new StandingTime());

    @Setup
    public void sign() {
        holder = Optional.of(credential());
        body = ("Action=Publish&Version=2010-03-31&TopicArn=arn%3Ascw%3Asns%3Afr-par%3Aproject&Message="
                        + "m".repeat(messageBytes))
                .getBytes(StandardCharsets.UTF_8);
        SdkHttpRequest request = SdkHttpFullRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(URI.create("http://localhost:8081/"))
                .putHeader("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
                .putHeader("amz-sdk-invocation-id", "5c1c2a9e-5d1b-4c7a-9e42-7b1d0a6c8f11")
                .putHeader("amz-sdk-request", "attempt=1; max=3")
                .build();
        AwsV4HttpSigner.create()
                .sign(order -> order.request(request)
                        .identity(AwsCredentialsIdentity.create("SCWHOLDER", "its secret"))
                        .payload(ContentStreamProvider.fromInputStreamSupplier(() -> new ByteArrayInputStream(body)))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sns")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "fr-par")
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(NOW, ZoneOffset.UTC)))
                .request()
                .forEachHeader((name, values) -> values.forEach(value -> headers.add(Map.entry(name, value))));
        if (!(verify() instanceof Verification.Verified)) {
            throw new IllegalStateException("the signature must be right, or the figures say nothing");
        }
    }

    @Benchmark
    public Verification verify() {
        return verifier.verify(
                new SignedRequest("POST", new SignedRequest.Target("/", ""), headers, body), accessKey -> holder);
    }

    private static Credential credential() {
        ProjectScope scope = new ProjectScope(new ProjectId(new UUID(1, 2)), new Region("fr-par"));
        SnsPermissions permissions = new SnsPermissions(true, true, true);
        return new Credential(
                new UUID(3, 4), "bench", scope, NOW, NOW, "SCWHOLDER", new SecretKey("its secret"), "", permissions);
    }

    /** The moment of signing, for ever. */
    private static final class StandingTime implements TimeSource {
        @Override
        public Instant now() {
            return NOW;
        }

        @Override
        public long nanoTime() {
            return 0;
        }
    }
}
