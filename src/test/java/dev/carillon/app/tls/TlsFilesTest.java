package dev.carillon.app.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.app.step.Awaited;
import dev.carillon.app.step.StartFailure;
import dev.carillon.config.TlsConfig;
import dev.carillon.testing.TestCertificate;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsFilesTest {
    @TempDir
    private Path folder;

    private Vertx vertx;

    @BeforeEach
    void makeVertx() {
        vertx = Vertx.vertx();
    }

    @AfterEach
    void closeVertx() throws Exception {
        Awaited.within(Duration.ofSeconds(10), vertx.close());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void servesAnRsaAndAnEllipticCertificate(String protocol) throws Exception {
        write(TestCertificate.rsa("rsa"));
        assertThat(subject(listen(files()), protocol)).isEqualTo("CN=rsa");

        write(TestCertificate.ec("ec"));
        assertThat(subject(listen(files()), protocol)).isEqualTo("CN=ec");
    }

    @Test
    void newFilesAreServedWithoutARestart() throws Exception {
        write(TestCertificate.rsa("first"));
        TlsFiles files = files();
        int port = listen(files);
        assertThat(subject(port, "TLSv1.3")).isEqualTo("CN=first");

        write(TestCertificate.ec("second"));
        files.look();

        assertThat(subject(port, "TLSv1.3")).isEqualTo("CN=second");
    }

    @Test
    void theOldOnesStayInUseUntilTheNewKeyFitsTheNewCertificate() throws Exception {
        write(TestCertificate.rsa("first"));
        TlsFiles files = files();
        int port = listen(files);
        TestCertificate second = TestCertificate.rsa("second");

        Files.writeString(folder.resolve("cert.pem"), second.certificate());
        files.look();
        assertThat(subject(port, "TLSv1.3")).isEqualTo("CN=first");

        Files.writeString(folder.resolve("key.pem"), second.key());
        files.look();
        assertThat(subject(port, "TLSv1.3")).isEqualTo("CN=second");
    }

    @Test
    void aMissingFileStopsTheStartAndIsNamed() {
        assertThatThrownBy(this::files)
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("tls.cert")
                .hasMessageContaining("there is no file " + folder.resolve("cert.pem"));
    }

    @Test
    void aKeyOfAnotherCertificateStopsTheStart() throws IOException {
        write(TestCertificate.rsa("mine"));
        Files.writeString(
                folder.resolve("key.pem"), TestCertificate.rsa("another").key());

        assertThatThrownBy(this::files).hasMessageContaining("the private key is not the certificate's");
    }

    @Test
    void aFileThatIsNotPemStopsTheStart() throws IOException {
        write(new TestCertificate("not PEM", "not PEM either"));

        assertThatThrownBy(this::files).hasMessageContaining("there is no certificate in it");
    }

    private TlsFiles files() throws StartFailure {
        return TlsFiles.of(new TlsConfig(
                        folder.resolve("cert.pem").toString(),
                        folder.resolve("key.pem").toString()))
                .orElseThrow();
    }

    private void write(TestCertificate certificate) throws IOException {
        Files.writeString(folder.resolve("cert.pem"), certificate.certificate());
        Files.writeString(folder.resolve("key.pem"), certificate.key());
    }

    private int listen(TlsFiles files) throws Exception {
        HttpServer server =
                vertx.createHttpServer(new HttpServerOptions().setSsl(true).setKeyCertOptions(files.options()));
        return Awaited.within(
                        Duration.ofSeconds(10),
                        server.requestHandler(request -> {
                                    var unused = request.response().end();
                                })
                                .listen(0, "127.0.0.1"))
                .actualPort();
    }

    private static String subject(int port, String protocol) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustAnyone()}, null);
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.setEnabledProtocols(new String[] {protocol});
            socket.startHandshake();
            X509Certificate certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return certificate.getSubjectX500Principal().getName();
        }
    }

    /** The test looks at the certificate itself. */
    private static final class TrustAnyone extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
