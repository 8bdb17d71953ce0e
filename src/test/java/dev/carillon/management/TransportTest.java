package dev.carillon.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.testing.TestCertificate;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransportTest {
    private final TestCertificate certificate = TestCertificate.rsa("localhost");

    @Test
    void speaksHttp11OverTlsWithTheCertificateItIsGiven() {
        HttpServerOptions transport = new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .addCertValue(Buffer.buffer(certificate.certificate()))
                        .addKeyValue(Buffer.buffer(certificate.key())));
        Vertx vertx = Vertx.vertx();
        HttpClient client = vertx.createHttpClient(new HttpClientOptions()
                .setSsl(true)
                .setUseAlpn(true)
                .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1))
                .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(certificate.certificate()))));
        try (ManagementFixture api = ManagementFixture.start(transport)) {
            HttpClientResponse reply =
                    ManagementFixture.await(client.request(HttpMethod.GET, api.port(), "localhost", "/openapi.yaml")
                            .compose(request -> request.send()));

            assertThat(reply.statusCode()).isEqualTo(200);
            assertThat(reply.version()).isEqualTo(HttpVersion.HTTP_1_1);
        } finally {
            ManagementFixture.await(vertx.close());
        }
    }
}
