package dev.carillon.push.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.model.ConfirmationKind;
import dev.carillon.model.MessageAttribute;
import dev.carillon.push.TestDelivery;
import dev.carillon.push.signing.SignatureVersion;
import dev.carillon.testing.Keeps;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.messagemanager.sns.SnsMessageManager;
import software.amazon.awssdk.messagemanager.sns.model.SnsMessage;
import software.amazon.awssdk.messagemanager.sns.model.SnsNotification;
import software.amazon.awssdk.messagemanager.sns.model.SnsSubscriptionConfirmation;
import software.amazon.awssdk.messagemanager.sns.model.SnsUnsubscribeConfirmation;
import software.amazon.awssdk.regions.Region;

/**
 * What AWS's SNS message manager for Java says of our messages. It has no setting for the host of a certificate: that is
 * AWS's endpoint of the region it is told, over https, and the certificate must be in the name of AWS's SNS. So three
 * things are set: {@code certificate-url-base} to that host, {@code certificate-common-name} to that name, and an HTTP
 * client that finds the broker there, as the name servers of the receiver's own network may.
 */
class MessageManagerTest {
    private static final String TEXT = "a \"text\"\nof 😀 lines\t\u0001";

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private TestSigner unset;
    private TestSigner broker;
    private SdkHttpClient http;
    private SnsMessageManager manager;

    @BeforeEach
    void start() throws IOException {
        unset = TestSigner.start(vertx, folder.resolve("unset"), new HttpServerOptions());
        broker = unset.with(folder.resolve("set"), settings("sns.amazonaws.com"));
        http = new LeadingTo(URI.create(unset.url()), Apache5HttpClient.create());
        manager = SnsMessageManager.builder()
                .region(Region.of("fr-par"))
                .httpClient(http)
                .build();
    }

    @AfterEach
    void close() {
        manager.close();
        http.close();
        vertx.close().await();
    }

    @ParameterizedTest
    @EnumSource
    @Keeps({"signature.foreign-verifiers", "certificate.url-base", "certificate.common-name"})
    void theManagerFetchesTheCertificateAndAcceptsEveryKindOfMessage(SignatureVersion version) {
        MessageAttribute attribute = new MessageAttribute("kind", "String", "é");

        assertThat(manager.parseMessage(broker.notification(version, "Subject é", TEXT, attribute)))
                .isInstanceOfSatisfying(SnsNotification.class, message -> {
                    assertThat(message.message()).isEqualTo(TEXT);
                    assertThat(message.subject()).isEqualTo("Subject é");
                    assertThat(message.topicArn()).isEqualTo(TestMessages.TOPIC.toString());
                    assertThat(message.unsubscribeUrl()).hasParameter("Action", "Unsubscribe");
                });
        assertThat(manager.parseMessage(broker.notification(version, "", "x")))
                .extracting(SnsMessage::message)
                .isEqualTo("x");
        assertThat(manager.parseMessage(broker.confirmation(version, ConfirmationKind.SUBSCRIBE)))
                .isInstanceOfSatisfying(
                        SnsSubscriptionConfirmation.class,
                        message -> assertThat(message.token()).isEqualTo("51b2ff"));
        assertThat(manager.parseMessage(broker.confirmation(version, ConfirmationKind.UNSUBSCRIBE)))
                .isInstanceOf(SnsUnsubscribeConfirmation.class);
    }

    @ParameterizedTest
    @EnumSource
    void theManagerRefusesAChangedMessage(SignatureVersion version) {
        String good = broker.notification(version, "Subject é", TEXT);

        assertRefused(good.replace("lines", "lies"), "The computed signature did not match");
        assertRefused(good.replace("Subject é", "Subject e"), "The computed signature did not match");
        assertRefused(
                broker.confirmation(version, ConfirmationKind.SUBSCRIBE).replace("51b2ff", "51b2fe"),
                "The computed signature did not match");
        assertRefused(
                broker.confirmation(version, ConfirmationKind.UNSUBSCRIBE).replace("51b2ff", "51b2fe"),
                "The computed signature did not match");
    }

    @Test
    void withoutTheSettingsItFetchesNothing() throws IOException {
        String elsewhere = unset.notification(SignatureVersion.V1, "", "x");
        TestSigner otherName = unset.with(folder.resolve("other"), settings("sns.example.com"));

        assertRefused(elsewhere, "Certificate URL must use HTTPS");
        assertRefused(
                elsewhere.replace(unset.url(), "https://sns.example.com"),
                "Certificate URL does not match expected host: sns.fr-par.amazonaws.com");
        assertRefused(
                otherName.notification(SignatureVersion.V1, "", "x"),
                "Certificate does not match expected common name: sns.amazonaws.com");
    }

    private void assertRefused(String message, String complaint) {
        assertThatThrownBy(() -> manager.parseMessage(message))
                .isInstanceOf(SdkClientException.class)
                .hasMessageContaining(complaint);
    }

    private static TestDelivery settings(String commonName) {
        return new TestDelivery()
                .with("certificate-url-base", "https://sns.{region}.amazonaws.com")
                .with("certificate-common-name", commonName);
    }

    /** Whatever the host, the request goes to the broker. */
    private record LeadingTo(URI broker, SdkHttpClient client) implements SdkHttpClient {
        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            SdkHttpRequest led = request.httpRequest().toBuilder()
                    .protocol(broker.getScheme())
                    .host(broker.getHost())
                    .port(broker.getPort())
                    .build();
            return client.prepareRequest(
                    HttpExecuteRequest.builder().request(led).build());
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
