package dev.carillon.push.envelope;

import dev.carillon.config.BrokerConfig;
import dev.carillon.model.ConfirmationKind;
import dev.carillon.model.MessageAttribute;
import dev.carillon.model.Protocol;
import dev.carillon.model.Publication;
import dev.carillon.push.TestDelivery;
import dev.carillon.push.signing.CertificateNames;
import dev.carillon.push.signing.CertificatePages;
import dev.carillon.push.signing.SignatureVersion;
import dev.carillon.push.signing.SigningKeys;
import dev.carillon.push.signing.TextSigner;
import dev.carillon.testing.VirtualTime;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Signs messages as the broker does, and serves the certificates that they name. */
final class TestSigner {
    private final VirtualTime time = new VirtualTime(Instant.now());
    private final Vertx vertx;
    private final List<SigningKeys> served;
    private final String url;
    private final BrokerConfig config;
    private final SigningKeys keys;
    private final MessageSigner signer;

    private TestSigner(Vertx vertx, String url, Path folder, List<SigningKeys> served) throws IOException {
        this(vertx, url, folder, served, new TestDelivery().with("certificate-url-base", url));
    }

    private TestSigner(Vertx vertx, String url, Path folder, List<SigningKeys> served, TestDelivery settings)
            throws IOException {
        this.config = settings.broker();
        this.vertx = vertx;
        this.url = url;
        this.served = served;
        this.keys = SigningKeys.open(folder, CertificateNames.of(config), time);
        this.signer = new MessageSigner(vertx, config, keys, time);
        served.add(keys);
    }

    /** Starts a server, which ends with Vert.x. */
    static TestSigner start(Vertx vertx, Path folder, HttpServerOptions options) throws IOException {
        List<SigningKeys> served = new CopyOnWriteArrayList<>();
        HttpServer server = vertx.createHttpServer(options)
                .requestHandler(request -> serve(request, served))
                .listen(0, "localhost")
                .await();
        String scheme = options.isSsl() ? "https" : "http";
        return new TestSigner(vertx, scheme + "://localhost:" + server.actualPort(), folder, served);
    }

    /** Somebody with keys and an authority of their own who got their certificate onto the same server. */
    TestSigner impostor(Path folder) throws IOException {
        return new TestSigner(vertx, url, folder, served);
    }

    /** Other settings, on the same server. */
    TestSigner with(Path folder, TestDelivery settings) throws IOException {
        return new TestSigner(vertx, url, folder, served, settings);
    }

    String url() {
        return url;
    }

    /** The one that messages name. */
    String certificate() {
        return page(new TextSigner(config, keys)
                .sign(TestMessages.TOPIC.scope().region(), SignatureVersion.V1, new byte[0])
                .certificateUrl()
                .substring(url.length()));
    }

    /** The authorities. */
    String trustChain() {
        return page("/sns-trust-chain.pem");
    }

    private String page(String path) {
        return new CertificatePages(keys).page(path).orElseThrow().body().toString();
    }

    String notification(SignatureVersion version, String subject, String text, MessageAttribute... attributes) {
        Publication publication = TestMessages.message(subject, text, attributes);
        return signer.notification(TestMessages.request(version, publication), EnumSet.of(BodyForm.HTTPS))
                .await()
                .to(TestMessages.subscription(Protocol.HTTPS))
                .body()
                .toString();
    }

    String confirmation(SignatureVersion version, ConfirmationKind kind) {
        return signer.confirmation(new ConfirmationRequest(
                        TestMessages.SUBSCRIPTION, "https://endpoint.example/", "51b2ff", kind, version))
                .await()
                .body()
                .toString();
    }

    private static void serve(HttpServerRequest request, List<SigningKeys> served) {
        CertificatePages.Page page = served.stream()
                .map(each -> new CertificatePages(each).page(request.path()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(request.uri()));
        var unused =
                request.response().putHeader("Content-Type", page.contentType()).end(page.body());
    }
}
