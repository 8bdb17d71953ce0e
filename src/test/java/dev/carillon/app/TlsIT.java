package dev.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.testing.QuickstartFile;
import dev.carillon.testing.TestBroker;
import dev.carillon.testing.TestCertificate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsIT {
    @TempDir
    private Path folder;

    @Test
    void bothPublicListenersSpeakTlsAndNameThemselvesSo() throws Exception {
        TestCertificate certificate = TestCertificate.rsa("localhost");
        Path certificateFile = Files.writeString(folder.resolve("cert.pem"), certificate.certificate());
        Path keyFile = Files.writeString(folder.resolve("key.pem"), certificate.key());
        HttpClient client =
                HttpClient.newBuilder().sslContext(trusting(certificate)).build();
        try (TestBroker broker = TestBroker.builder()
                .with("tls.cert", certificateFile.toString())
                .with("tls.key", keyFile.toString())
                .start()) {
            String management = "https://localhost:" + broker.config().listen().managementPort();
            String sns = "https://localhost:" + broker.config().listen().snsPort();
            QuickstartFile quickstart = QuickstartFile.in(broker.dataFolder());

            HttpResponse<String> info = client.send(
                    HttpRequest.newBuilder(URI.create(management + "/mnq/v1beta1/regions/fr-par/sns-info?project_id="
                                    + quickstart.project()))
                            .header("X-Auth-Token", quickstart.token())
                            .build(),
                    BodyHandlers.ofString());
            HttpResponse<String> topics = client.send(
                    HttpRequest.newBuilder(URI.create(sns + "/?Action=ListTopics"))
                            .build(),
                    BodyHandlers.ofString());

            assertThat(info.body()).contains("\"sns_endpoint_url\":\"" + sns + "\"");
            assertThat(quickstart.values()).containsEntry("SCW_API_URL", management);
            assertThat(topics.body()).contains("<Code>MissingAuthenticationToken</Code>");
        }
    }

    private static SSLContext trusting(TestCertificate certificate) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry(
                "broker",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(
                                certificate.certificate().getBytes(StandardCharsets.US_ASCII))));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
