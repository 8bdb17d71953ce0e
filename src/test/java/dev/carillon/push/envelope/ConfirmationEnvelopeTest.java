package dev.carillon.push.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.config.BrokerConfig;
import dev.carillon.config.ConfigLoader;
import dev.carillon.config.ConfigOutcome;
import dev.carillon.model.ConfirmationKind;
import dev.carillon.model.Protocol;
import dev.carillon.push.OutgoingMessage;
import dev.carillon.push.QueueMessage;
import dev.carillon.push.TestDelivery;
import dev.carillon.push.WebMessage;
import dev.carillon.push.signing.CertificateNames;
import dev.carillon.push.signing.SignatureVersion;
import dev.carillon.push.signing.SigningKeys;
import dev.carillon.testing.Keeps;
import dev.carillon.testing.VirtualTime;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The messages that ask a web endpoint whether it wants what it is subscribed to, and their links. */
class ConfirmationEnvelopeTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path data;

    private final Vertx vertx = Vertx.vertx();
    private final VirtualTime time = new VirtualTime();
    private BrokerConfig config = new TestDelivery().broker();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @ParameterizedTest
    @EnumSource
    @Keeps("envelope.confirmation-members")
    void hasTheMembersInTheirOrder(ConfirmationKind kind) throws IOException {
        assertThat(json(confirmation(kind)).fieldNames())
                .toIterable()
                .containsExactly(
                        "Type",
                        "MessageId",
                        "Token",
                        "TopicArn",
                        "Message",
                        "SubscribeURL",
                        "Timestamp",
                        "SignatureVersion",
                        "Signature",
                        "SigningCertURL");
    }

    @Test
    @Keeps({"envelope.subscription-confirmation", "endpoint.type-header", "endpoint.subscription-header"})
    void asksForTheConfirmationOfASubscription() throws IOException {
        WebMessage message = confirmation(ConfirmationKind.SUBSCRIBE);
        JsonNode body = json(message);

        assertThat(body.get("Type").textValue()).isEqualTo("SubscriptionConfirmation");
        assertThat(body.get("Message").textValue())
                .isEqualTo("You have chosen to subscribe to the topic " + TestMessages.TOPIC
                        + ".\nTo confirm the subscription, visit the SubscribeURL included in this message.");
        assertThat(body.get("Timestamp").textValue()).isEqualTo("2026-01-15T10:30:00.000Z");
        assertThat(message.endpoint()).isEqualTo("http://endpoint.example/");
        assertThat(message.headers().get("x-amz-sns-message-type")).isEqualTo("SubscriptionConfirmation");
        assertThat(message.headers().contains("x-amz-sns-subscription-arn")).isFalse();
    }

    @Test
    @Keeps({"envelope.unsubscribe-confirmation", "endpoint.type-header", "endpoint.subscription-header"})
    void asksAboutTheEndOfASubscription() throws IOException {
        WebMessage message = confirmation(ConfirmationKind.UNSUBSCRIBE);

        assertThat(json(message).get("Type").textValue()).isEqualTo("UnsubscribeConfirmation");
        assertThat(json(message).get("Message").textValue())
                .isEqualTo("You have chosen to deactivate subscription " + TestMessages.SUBSCRIPTION
                        + ".\nTo cancel this operation and restore the subscription, visit the SubscribeURL included in"
                        + " this message.");
        assertThat(message.headers().get("x-amz-sns-message-type")).isEqualTo("UnsubscribeConfirmation");
        assertThat(message.headers().get("x-amz-sns-subscription-arn")).isEqualTo(TestMessages.SUBSCRIPTION.toString());
    }

    @ParameterizedTest
    @EnumSource
    @Keeps({"endpoint.id-header", "endpoint.topic-header", "envelope.message-id"})
    void namesItselfAndItsTopicInTheHeaders(ConfirmationKind kind) throws IOException {
        WebMessage message = confirmation(kind);
        String id = json(message).get("MessageId").textValue();

        assertThat(UUID.fromString(id)).hasToString(id);
        assertThat(message.headers().get("x-amz-sns-message-id")).isEqualTo(id);
        assertThat(message.headers().get("x-amz-sns-topic-arn")).isEqualTo(TestMessages.TOPIC.toString());
    }

    @ParameterizedTest
    @EnumSource
    @Keeps("envelope.subscribe-url")
    void linksToTheConfirmation(ConfirmationKind kind) throws IOException {
        assertThat(json(confirmation(kind)).get("SubscribeURL").textValue())
                .isEqualTo("http://localhost:8081/?Action=ConfirmSubscription&TopicArn=" + TestMessages.TOPIC
                        + "&Token=51b2ff");
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:sqs:eu-west-3:123456789012:q, ''",
        "arn:aws:sqs:eu-west-3:123456789012:q.fifo, UnsubscribeConfirmation"
    })
    @Keeps("unsubscribe.link")
    void aQueueGetsItAsItsMessage(String queue, String groupId) throws IOException {
        QueueMessage message = (QueueMessage) confirmation(queue, ConfirmationKind.UNSUBSCRIBE);

        assertThat(message.endpoint()).isEqualTo(queue);
        assertThat(message.groupId()).isEqualTo(groupId);
        assertThat(JSON.readTree(message.body().getBytes()).get("Type").textValue())
                .isEqualTo("UnsubscribeConfirmation");
    }

    @Test
    @Keeps("envelope.public-url")
    void linksLeadToThePublicUrlWhateverTheBrokerIsBoundTo() throws IOException {
        config = ((ConfigOutcome.Accepted) new ConfigLoader(Map.of(
                                "CARILLON_BIND", "0.0.0.0",
                                "CARILLON_SNS_PORT", "9191",
                                "CARILLON_PUBLIC_SNS_URL", "https://{region}.sns.example.com"))
                        .load())
                .config();

        JsonNode confirmation = json(confirmation(ConfirmationKind.SUBSCRIBE));
        JsonNode notification = json((WebMessage)
                signer().notification(TestMessages.request(TestMessages.message("", "x")), EnumSet.of(BodyForm.HTTPS))
                        .await()
                        .to(TestMessages.subscription(Protocol.HTTPS)));

        assertThat(confirmation.get("SubscribeURL").textValue()).startsWith("https://fr-par.sns.example.com/?Action=");
        assertThat(confirmation.get("SigningCertURL").textValue()).startsWith("https://fr-par.sns.example.com/Simple");
        assertThat(notification.get("UnsubscribeURL").textValue())
                .startsWith("https://fr-par.sns.example.com/?Action=Unsubscribe&");
    }

    private WebMessage confirmation(ConfirmationKind kind) throws IOException {
        return (WebMessage) confirmation("http://endpoint.example/", kind);
    }

    private OutgoingMessage confirmation(String endpoint, ConfirmationKind kind) throws IOException {
        return signer().confirmation(new ConfirmationRequest(
                        TestMessages.SUBSCRIPTION, endpoint, "51b2ff", kind, SignatureVersion.V1))
                .await();
    }

    private MessageSigner signer() throws IOException {
        SigningKeys keys = SigningKeys.open(data.resolve("signing"), CertificateNames.of(config), time);
        return new MessageSigner(vertx, config, keys, time);
    }

    private static JsonNode json(WebMessage message) throws IOException {
        return JSON.readTree(message.body().getBytes());
    }
}
