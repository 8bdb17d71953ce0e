package dev.carillon.sigv4;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** The AWS SDK's own signer: the other side of what the verifier checks. */
final class AwsSigner {
    private final String accessKey;
    private final String secret;
    private final Instant now;
    private final String region;

    AwsSigner(String accessKey, String secret, String region, Instant now) {
        this.accessKey = accessKey;
        this.secret = secret;
        this.now = now;
        this.region = region;
    }

    TestRequest sign(TestRequest request) {
        return sign(request, Map.of(), Duration.ZERO);
    }

    /**
     * Signs a request.
     *
     * @param parameters of the query, decoded
     * @param validity of a presigned request; zero for a signature in the header
     */
    TestRequest sign(TestRequest request, Map<String, List<String>> parameters, Duration validity) {
        SignRequest.Builder<AwsCredentialsIdentity> order = order(request, parameters);
        if (!validity.isZero()) {
            order.putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                    .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, validity);
        }
        return asSent(AwsV4HttpSigner.create().sign(order.build()));
    }

    /** Signs a request in its query without saying for how long. */
    TestRequest signInQuery(TestRequest request, Map<String, List<String>> parameters) {
        SignRequest.Builder<AwsCredentialsIdentity> order =
                order(request, parameters).putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING);
        return asSent(AwsV4HttpSigner.create().sign(order.build()));
    }

    private SignRequest.Builder<AwsCredentialsIdentity> order(
            TestRequest request, Map<String, List<String>> parameters) {
        SdkHttpFullRequest.Builder builder = SdkHttpFullRequest.builder()
                .method(SdkHttpMethod.fromValue(request.method()))
                .uri(URI.create("http://localhost:8081"))
                .encodedPath(request.path())
                .rawQueryParameters(parameters);
        request.headers().forEach(header -> builder.appendHeader(header.getKey(), header.getValue()));
        return SignRequest.builder(AwsCredentialsIdentity.create(accessKey, secret))
                .request(builder.build())
                .payload(ContentStreamProvider.fromInputStreamSupplier(() -> new ByteArrayInputStream(request.body())))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sns")
                .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static TestRequest asSent(SignedRequest signed) {
        SdkHttpRequest request = signed.request();
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        request.forEachHeader((name, values) -> values.forEach(value -> headers.add(Map.entry(name, value))));
        return new TestRequest(
                request.method().name(),
                request.encodedPath(),
                request.encodedQueryParameters().orElse(""),
                headers,
                new String(signed.payload().map(AwsSigner::bytes).orElse(new byte[0]), StandardCharsets.ISO_8859_1));
    }

    private static byte[] bytes(ContentStreamProvider payload) {
        try {
            return payload.newStream().readAllBytes();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
