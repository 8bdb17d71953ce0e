package dev.carillon.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.sns.call.SnsReply;
import dev.carillon.sns.exchange.PublicFile;
import dev.carillon.testing.Keeps;
import dev.carillon.testing.RawConnection;
import dev.carillon.testing.TestCertificate;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.SnsException;

/** TLS, HTTP/2, links signed in their query, and the AWS SDK's own client. */
class TlsAndPresignedTest {
    private static final TestCertificate CERTIFICATE = TestCertificate.ec("localhost");

    private final Vertx vertx = Vertx.vertx();
    private final SnsEndpoint endpoint = new SnsEndpoint();

    /** Vert.x closes a client that nobody holds any more. */
    private HttpClientAgent client;

    @AfterEach
    void close() {
        endpoint.close();
        SnsEndpoint.await(vertx.close());
    }

    @ParameterizedTest
    @EnumSource(
            value = HttpVersion.class,
            names = {"HTTP_1_1", "HTTP_2"})
    void servesSignedRequestsOverTls(HttpVersion version) {
        endpoint.showing(identity()).start();
        Map<String, List<String>> signed = presigned("https", Map.of("Action", List.of("ListTopics")));

        HttpClientResponse reply = get(version, signed);

        assertThat(reply.version()).isEqualTo(version);
        assertThat(SnsEndpoint.await(reply.body()).toString(StandardCharsets.UTF_8))
                .isEqualTo("ListTopics of SCWHOLDER: 0");
    }

    @Test
    void refusesPlainHttpWhereThereIsTls() {
        endpoint.showing(identity()).start();
        try (RawConnection connection = endpoint.connect()) {
            connection.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");

            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    @Test
    void cutsOffAnHttp2RequestWhoseBodyDoesNotCome() {
        endpoint.showing(identity())
                .with("CARILLON_SNS_REQUEST_DEADLINE", "200ms")
                .start();

        Future<HttpClientResponse> reply = client(HttpVersion.HTTP_2)
                .request(options(HttpMethod.POST, "/"))
                .compose(request -> request.setChunked(true).sendHead().compose(sent -> request.response()));

        assertThatThrownBy(() -> SnsEndpoint.await(reply)).hasStackTraceContaining("reset");
    }

    @Test
    void cutsOffAnHttp2ClientThatTakesNoReply() {
        endpoint.showing(identity())
                .with("CARILLON_SNS_REQUEST_DEADLINE", "200ms")
                .start();
        HttpClientOptions takingNothing = options(HttpVersion.HTTP_2);
        takingNothing.getInitialSettings().setInitialWindowSize(0);
        client = vertx.createHttpClient(takingNothing);

        Future<Buffer> body = client.request(options(HttpMethod.GET, "/?Action=ListTopics"))
                .compose(request -> request.send())
                .compose(reply -> reply.body());

        assertThatThrownBy(() -> SnsEndpoint.await(body)).hasStackTraceContaining("closed");
        assertThat(get(HttpVersion.HTTP_2, Map.of("Action", List.of("ListTopics")))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    @Keeps({"wire.get-query", "auth.presigned"})
    void servesPresignedLinks() {
        endpoint.start();
        String query = presignedQuery("http", Map.of("Action", List.of("Publish"), "Message", List.of("hello you")));

        try (RawConnection connection = endpoint.connect()) {
            assertThat(connection.send(link(query)).reply().body()).isEqualTo("Publish of SCWHOLDER: 9");
            assertThat(connection
                            .send(link(query.replace("hello", "jello")))
                            .reply()
                            .body())
                    .contains("<Code>SignatureDoesNotMatch</Code>");
        }
    }

    /** The AWS SDK for Python makes its links for the method that the action has in its model. */
    @Test
    @Keeps({"wire.post-query", "auth.presigned"})
    void servesLinksThatArePresignedForPost() {
        endpoint.start();
        Map<String, List<String>> parameters = Map.of("Action", List.of("Publish"), "Message", List.of("hello you"));
        String query = asQuery(signed("http", SdkHttpMethod.POST, parameters, AuthLocation.QUERY_STRING)
                .rawQueryParameters());

        try (RawConnection connection = endpoint.connect()) {
            assertThat(connection.send(post(query, "")).reply().body()).isEqualTo("Publish of SCWHOLDER: 9");
            assertThat(connection.send(post(query, "Message=another")).reply().body())
                    .contains("<Code>SignatureDoesNotMatch</Code>");
        }
    }

    @Test
    @Keeps("wire.post-query")
    void refusesAParameterThatIsInTheQueryAndInTheForm() {
        endpoint.start();
        byte[] form = "Action=ListTopics".getBytes(StandardCharsets.UTF_8);
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(URI.create("http://localhost:" + endpoint.port() + "/"))
                .rawQueryParameters(Map.of("Action", List.of("Publish")))
                .build();
        SdkHttpRequest signed = signed(request, form, AuthLocation.HEADER);

        try (RawConnection connection = endpoint.connect()) {
            StringBuilder text =
                    new StringBuilder("POST /?Action=Publish HTTP/1.1\r\nContent-Length: " + form.length + "\r\n");
            signed.headers().forEach((name, values) -> text.append(name + ": " + String.join(",", values) + "\r\n"));
            assertThat(connection.send(text + "\r\nAction=ListTopics").reply().body())
                    .contains("the field Action is there twice");
        }
    }

    @Test
    @Keeps("wire.get-query")
    void servesAGetThatIsSignedInItsHeader() {
        endpoint.start();
        SdkHttpRequest signed =
                signed("http", SdkHttpMethod.GET, Map.of("Action", List.of("ListTopics")), AuthLocation.HEADER);
        StringBuilder request = new StringBuilder("GET /?Action=ListTopics HTTP/1.1\r\n");
        signed.headers().forEach((name, values) -> request.append(name + ": " + String.join(",", values) + "\r\n"));

        try (RawConnection connection = endpoint.connect()) {
            assertThat(connection.send(request + "\r\n").reply().body()).isEqualTo("ListTopics of SCWHOLDER: 0");
        }
    }

    @Test
    @Keeps("certificate.cache")
    void servesPublicFilesToEverybody() {
        String path = "/SimpleNotificationService-01ab.pem";
        endpoint.serving(
                        path,
                        new PublicFile(
                                Buffer.buffer("the certificate"), "application/x-pem-file", "public, max-age=31536000"))
                .start();
        try (RawConnection connection = endpoint.connect()) {
            RawConnection.Reply file = connection
                    .send("GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n")
                    .reply();

            assertThat(file.status()).isEqualTo(200);
            assertThat(file.body()).isEqualTo("the certificate");
            assertThat(file.header("Content-Type")).isEqualTo("application/x-pem-file");
            assertThat(file.header("Cache-Control")).isEqualTo("public, max-age=31536000");
            assertThat(connection
                            .send("GET /another.pem HTTP/1.1\r\nHost: h\r\n\r\n")
                            .reply()
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void speaksToTheAwsSdk() {
        endpoint.answering(call -> Future.succeededFuture(SnsReply.ok(call.done(), call.protocol())))
                .start();
        try (SnsClient sdk = sdk(SnsEndpoint.SECRET);
                SnsClient stranger = sdk("guessed")) {
            sdk.deleteTopic(request -> request.topicArn("arn:scw:sns:fr-par:project-x:orders"));
            assertThat(endpoint.calls()).hasSize(1);

            assertThatThrownBy(() -> stranger.deleteTopic(request -> request.topicArn("arn:x")))
                    .isInstanceOfSatisfying(SnsException.class, refused -> {
                        assertThat(refused.statusCode()).isEqualTo(403);
                        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("SignatureDoesNotMatch");
                        assertThat(refused.requestId()).startsWith("tx");
                    })
                    .isNotInstanceOf(SdkClientException.class);
        }
    }

    private SnsClient sdk(String secret) {
        return SnsClient.builder()
                .endpointOverride(endpoint.uri())
                .region(Region.of(SnsEndpoint.REGION))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(SnsEndpoint.ACCESS_KEY, secret)))
                .build();
    }

    private HttpClientResponse get(HttpVersion version, Map<String, List<String>> query) {
        return SnsEndpoint.await(client(version)
                .request(options(HttpMethod.GET, "/?" + asQuery(query)))
                .compose(request -> request.send())
                .compose(reply -> reply.body().map(body -> reply)));
    }

    private HttpClientAgent client(HttpVersion version) {
        client = vertx.createHttpClient(options(version));
        return client;
    }

    private static HttpClientOptions options(HttpVersion version) {
        return new HttpClientOptions()
                .setSsl(true)
                .setUseAlpn(true)
                .setProtocolVersion(version)
                .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(CERTIFICATE.certificate())));
    }

    private RequestOptions options(HttpMethod method, String uri) {
        return new RequestOptions()
                .setMethod(method)
                .setHost("localhost")
                .setPort(endpoint.port())
                .setURI(uri);
    }

    private static PemKeyCertOptions identity() {
        return new PemKeyCertOptions()
                .addCertValue(Buffer.buffer(CERTIFICATE.certificate()))
                .addKeyValue(Buffer.buffer(CERTIFICATE.key()));
    }

    private String presignedQuery(String scheme, Map<String, List<String>> parameters) {
        return asQuery(presigned(scheme, parameters));
    }

    private Map<String, List<String>> presigned(String scheme, Map<String, List<String>> parameters) {
        return signed(scheme, SdkHttpMethod.GET, parameters, AuthLocation.QUERY_STRING)
                .rawQueryParameters();
    }

    private SdkHttpRequest signed(
            String scheme, SdkHttpMethod method, Map<String, List<String>> parameters, AuthLocation location) {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(method)
                .uri(URI.create(scheme + "://localhost:" + endpoint.port() + "/"))
                .rawQueryParameters(parameters)
                .build();
        return signed(request, new byte[0], location);
    }

    private static SdkHttpRequest signed(SdkHttpRequest request, byte[] body, AuthLocation location) {
        return AwsV4HttpSigner.create()
                .sign(signing -> signing.identity(
                                AwsCredentialsIdentity.create(SnsEndpoint.ACCESS_KEY, SnsEndpoint.SECRET))
                        .request(request)
                        .payload(ContentStreamProvider.fromByteArray(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sns")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, SnsEndpoint.REGION)
                        .putProperty(AwsV4HttpSigner.AUTH_LOCATION, location)
                        .putProperty(
                                AwsV4HttpSigner.EXPIRATION_DURATION,
                                location == AuthLocation.HEADER ? null : Duration.ofHours(1)))
                .request();
    }

    private static String asQuery(Map<String, List<String>> parameters) {
        return SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(URI.create("http://localhost/"))
                .rawQueryParameters(parameters)
                .build()
                .encodedQueryParameters()
                .orElseThrow();
    }

    private String post(String query, String form) {
        return "POST /?" + query + " HTTP/1.1\r\nHost: localhost:" + endpoint.port() + "\r\nContent-Length: "
                + form.length() + "\r\n\r\n" + form;
    }

    private String link(String query) {
        return "GET /?" + query + " HTTP/1.1\r\nHost: localhost:" + endpoint.port() + "\r\n\r\n";
    }
}
