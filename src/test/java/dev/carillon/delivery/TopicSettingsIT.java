package dev.carillon.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carillon.testing.Keeps;
import dev.carillon.testing.RecordingEndpoint;
import dev.carillon.testing.RecordingEndpoint.Received;
import dev.carillon.testing.TestBroker;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;

/** What attributes of a topic make of the messages that its endpoints get, through the whole broker. */
class TopicSettingsIT {
    private static final List<String> NOTIFICATION = List.of("Message", "MessageId", "Timestamp", "TopicArn", "Type");
    private static final List<String> CONFIRMATION =
            List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");

    private static TestBroker broker;
    private static RecordingEndpoint endpoint;
    private SnsClient sns;

    @BeforeAll
    static void start() {
        broker = TestBroker.builder().start();
        endpoint = RecordingEndpoint.start();
    }

    @AfterAll
    static void stop() {
        endpoint.close();
        broker.close();
    }

    @BeforeEach
    void openAClient() {
        sns = broker.sdk(broker.newProject());
    }

    @AfterEach
    void closeTheClient() {
        sns.close();
    }

    @Test
    @Keeps({"signature.version", "signature.v2"})
    void signatureVersionTwoIsSha256WithRsaInConfirmationsAndNotifications() throws Exception {
        String topic = topic(Map.of("SignatureVersion", "2"));
        JsonObject asked = subscribed(topic, "/signed", Map.of());

        publish(topic, "ünï");

        JsonObject told = new JsonObject(arrivals("/signed", 2).get(1).text());
        assertThat(asked.getString("SignatureVersion")).isEqualTo("2");
        assertThat(told.getString("SignatureVersion")).isEqualTo("2");
        assertThat(isSigned(asked, CONFIRMATION, "SHA256withRSA")).isTrue();
        assertThat(isSigned(told, NOTIFICATION, "SHA256withRSA")).isTrue();
        assertThat(isSigned(told, NOTIFICATION, "SHA1withRSA")).isFalse();
    }

    @Test
    @Keeps("signature.version")
    void aTopicGoesFromOneVersionToTheOtherAndBack() throws Exception {
        String topic = topic(Map.of());
        JsonObject asked = subscribed(topic, "/changing", Map.of());
        assertThat(isSigned(asked, CONFIRMATION, "SHA1withRSA")).isTrue();

        for (String version : List.of("2", "1")) {
            set(topic, "SignatureVersion", version);
            publish(topic, "by version " + version);
        }

        List<Received> calls = arrivals("/changing", 3);
        for (Received call : calls.subList(1, 3)) {
            JsonObject told = new JsonObject(call.text());
            boolean isSecond = told.getString("Message").endsWith("2");
            assertThat(told.getString("SignatureVersion")).isEqualTo(isSecond ? "2" : "1");
            assertThat(isSigned(told, NOTIFICATION, isSecond ? "SHA256withRSA" : "SHA1withRSA"))
                    .isTrue();
        }
    }

    @Test
    @Keeps("policy.content-type")
    void aDeliveryPolicyNamesTheTypeOfTheContent() {
        String topic = topic(Map.of(
                "DeliveryPolicy",
                "{\"http\":{\"defaultRequestPolicy\":{\"headerContentType\":\"application/json\"}}}"));
        var unusedOwn = subscribed(
                topic, "/own", Map.of("DeliveryPolicy", "{\"requestPolicy\":{\"headerContentType\":\"text/plain\"}}"));
        var unusedTopics = subscribed(topic, "/topics", Map.of());

        publish(topic, "{}");

        assertThat(arrivals("/own", 2))
                .extracting(call -> call.header("Content-Type"))
                .containsOnly("text/plain");
        assertThat(arrivals("/topics", 2))
                .extracting(call -> call.header("Content-Type"))
                .containsOnly("application/json");
    }

    @Test
    @Keeps("policy.content-type-of-envelopes")
    void onlyARawMessageIsSentAsWhatAnEnvelopeCannotBe() {
        String topic = topic(Map.of());
        String policy = "{\"requestPolicy\":{\"headerContentType\":\"text/csv\"}}";
        var unusedOfTopic = subscribed(topic, "/enveloped", Map.of("DeliveryPolicy", policy));
        var unusedRaw = subscribed(topic, "/raw", Map.of("DeliveryPolicy", policy, "RawMessageDelivery", "true"));

        publish(topic, "a,b");

        assertThat(arrivals("/enveloped", 2))
                .extracting(call -> call.header("Content-Type"))
                .containsOnly("text/plain; charset=UTF-8");
        assertThat(arrivals("/raw", 2))
                .extracting(call -> call.header("Content-Type"))
                .containsExactly("text/plain; charset=UTF-8", "text/csv");
    }

    private String topic(Map<String, String> attributes) {
        return sns.createTopic(request -> request.name("orders").attributes(attributes))
                .topicArn();
    }

    private void set(String topic, String name, String value) {
        var unused = sns.setTopicAttributes(
                request -> request.topicArn(topic).attributeName(name).attributeValue(value));
    }

    private void publish(String topic, String message) {
        var unused = sns.publish(request -> request.topicArn(topic).message(message));
    }

    /** Subscribes, confirms, and gives what asked for that. */
    private JsonObject subscribed(String topic, String path, Map<String, String> attributes) {
        var unused = sns.subscribe(request -> request.topicArn(topic)
                .protocol("http")
                .endpoint(endpoint.url(path))
                .attributes(attributes));
        JsonObject asked = new JsonObject(arrivals(path, 1).get(0).text());
        var unusedConfirmed =
                sns.confirmSubscription(request -> request.topicArn(topic).token(asked.getString("Token")));
        return asked;
    }

    private static List<Received> arrivals(String path, int count) {
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> endpoint.received(path), arrived -> arrived.size() >= count);
    }

    private static boolean isSigned(JsonObject envelope, List<String> names, String algorithm)
            throws GeneralSecurityException, IOException {
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            text.append(name).append('\n').append(envelope.getString(name)).append('\n');
        }
        try (InputStream pem =
                URI.create(envelope.getString("SigningCertURL")).toURL().openStream()) {
            Signature signature = Signature.getInstance(algorithm);
            signature.initVerify(CertificateFactory.getInstance("X.509").generateCertificate(pem));
            signature.update(text.toString().getBytes(StandardCharsets.UTF_8));
            return signature.verify(Base64.getDecoder().decode(envelope.getString("Signature")));
        }
    }
}
