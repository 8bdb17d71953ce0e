package dev.carillon.push.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.config.BrokerConfig;
import dev.carillon.model.MessageAttribute;
import dev.carillon.model.Protocol;
import dev.carillon.model.Publication;
import dev.carillon.model.Subscription;
import dev.carillon.model.SubscriptionState;
import dev.carillon.push.OutgoingMessage;
import dev.carillon.push.QueueMessage;
import dev.carillon.push.TestDelivery;
import dev.carillon.push.WebMessage;
import dev.carillon.push.signing.CertificateNames;
import dev.carillon.push.signing.SigningKeys;
import dev.carillon.testing.Keeps;
import dev.carillon.testing.VirtualTime;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageSignerTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path data;

    private final Vertx vertx = Vertx.vertx();
    private final VirtualTime time = new VirtualTime();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    @Keeps({
        "endpoint.content-type",
        "endpoint.user-agent",
        "endpoint.type-header",
        "endpoint.id-header",
        "endpoint.topic-header",
        "endpoint.subscription-header",
        "endpoint.raw-header",
        "endpoint.traceparent"
    })
    void aNotificationHasItsHeaders() throws IOException {
        WebMessage message = notification(new TestDelivery(), TestMessages.message("", "x"), Protocol.LAMBDA);

        assertThat(message.endpoint()).isEqualTo("https://function.example/f");
        assertThat(message.headers().entries())
                .extracting(header -> header.getKey().toLowerCase(java.util.Locale.ROOT) + ": " + header.getValue())
                .containsExactlyInAnyOrder(
                        "content-type: text/plain; charset=UTF-8",
                        "user-agent: Amazon Simple Notification Service Agent",
                        "x-amz-sns-message-type: Notification",
                        "x-amz-sns-message-id: 99999999-8888-7777-6666-555555555555",
                        "x-amz-sns-topic-arn: " + TestMessages.TOPIC,
                        "x-amz-sns-subscription-arn: " + TestMessages.SUBSCRIPTION);
    }

    @Test
    @Keeps("endpoint.user-agent")
    void anOperatorChoosesTheUserAgent() throws IOException {
        TestDelivery delivery = new TestDelivery().with("user-agent", "Carillon/1");

        assertThat(notification(delivery, TestMessages.message("", "x"), Protocol.HTTPS)
                        .headers()
                        .getAll("User-Agent"))
                .containsExactly("Carillon/1");
    }

    @Test
    @Keeps("endpoint.traceparent")
    void passesTheTraceOn() throws IOException {
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        assertThat(notification(new TestDelivery(), TestMessages.traced(trace), Protocol.HTTP)
                        .headers()
                        .get("traceparent"))
                .isEqualTo(trace);
    }

    @Test
    @Keeps({"envelope.unsubscribe-url", "certificate.form", "certificate.url-base"})
    void linksToTheRegionsPublicUrlAndTheConfiguredCertificate() throws IOException {
        TestDelivery delivery = new TestDelivery()
                .with("certificate-url-base", "https://certs.{region}.example.com/x/")
                .with("certificate-form", "scaleway");

        JsonNode usual = json(notification(new TestDelivery(), TestMessages.message("", "x"), Protocol.HTTP));
        JsonNode moved = json(notification(delivery, TestMessages.message("", "x"), Protocol.HTTP));

        assertThat(usual.get("SigningCertURL").textValue())
                .matches("http://localhost:8081/SimpleNotificationService-[0-9a-f]{32}\\.pem");
        assertThat(usual.get("UnsubscribeURL").textValue())
                .isEqualTo("http://localhost:8081/?Action=Unsubscribe&SubscriptionArn=" + TestMessages.SUBSCRIPTION);
        assertThat(moved.get("SigningCertURL").textValue())
                .matches("https://certs\\.fr-par\\.example\\.com/x/sns_certificate_[0-9a-f]{32}\\.crt");
    }

    @Test
    @Keeps("signature.threads")
    void signsOnNoEventLoop() throws IOException {
        MessageSigner signer = signer(new TestDelivery());
        NotificationRequest request = TestMessages.request(TestMessages.message("", "x"));

        // Had it been signed where it was asked for, it would be there already.
        boolean isThereAtOnce = Future.<Boolean>future(answer -> vertx.runOnContext(now -> answer.complete(
                        signer.notification(request, EnumSet.of(BodyForm.HTTP)).isComplete())))
                .await();

        assertThat(isThereAtOnce).isFalse();
    }

    @Test
    void eachProtocolGetsItsTextOfAStructuredMessage() throws IOException {
        Publication structured = TestMessages.structured(
                "{\"default\":\"d\",\"http\":\"h\",\"email\":{\"deep\":[1]},\"lambda\":7,\"https\":\"ü\\n\"}");
        SignedNotification all = signer(new TestDelivery())
                .notification(
                        TestMessages.request(structured),
                        EnumSet.of(BodyForm.HTTP, BodyForm.HTTPS, BodyForm.LAMBDA, BodyForm.SQS, BodyForm.RAW_HTTPS))
                .await();

        assertThat(text(all, Protocol.HTTP)).isEqualTo("h");
        assertThat(text(all, Protocol.HTTPS)).isEqualTo("ü\n");
        assertThat(all.to(TestMessages.raw(Protocol.HTTPS)).body().toString()).isEqualTo("ü\n");
        assertThat(text(all, Protocol.LAMBDA)).isEqualTo("d");
        assertThat(text(all, Protocol.SQS)).isEqualTo("d");
        assertThat(json(all.to(TestMessages.subscription(Protocol.LAMBDA))).get("Signature"))
                .isEqualTo(json(all.to(TestMessages.subscription(Protocol.SQS))).get("Signature"))
                .isNotEqualTo(
                        json(all.to(TestMessages.subscription(Protocol.HTTP))).get("Signature"));
    }

    @Test
    @Keeps("lambda.envelope")
    void aFunctionGetsWhatAWebEndpointGets() throws IOException {
        Publication publication = TestMessages.message("s", "x", new MessageAttribute("colour", "String", "red"));

        WebMessage function = notification(new TestDelivery(), publication, Protocol.LAMBDA);
        WebMessage web = notification(new TestDelivery(), publication, Protocol.HTTP);

        assertThat(function.body()).isEqualTo(web.body());
        assertThat(function.headers().entries())
                .containsExactlyInAnyOrderElementsOf(web.headers().entries());
    }

    @Test
    @Keeps("lambda.aws-event")
    void functionsCanGetTheEventOfAws() throws IOException {
        TestDelivery delivery = new TestDelivery().with("lambda-payload", "aws-event");

        assertThat(json(notification(delivery, TestMessages.message("", "x"), Protocol.LAMBDA))
                        .at("/Records/0/Sns/Message")
                        .textValue())
                .isEqualTo("x");
        assertThat(json(notification(delivery, TestMessages.message("", "x"), Protocol.HTTP))
                        .get("Type")
                        .textValue())
                .isEqualTo("Notification");
    }

    @Test
    @Keeps("lambda.message")
    void functionsCanGetTheMessageAlone() throws IOException {
        TestDelivery delivery = new TestDelivery().with("lambda-payload", "message");

        WebMessage message = notification(delivery, TestMessages.message("s", "{\"a\":1}"), Protocol.LAMBDA);

        assertThat(message.body().toString()).isEqualTo("{\"a\":1}");
        assertThat(message.headers().get("x-amz-sns-rawdelivery")).isEqualTo("true");
    }

    @Test
    @Keeps({"raw.body", "raw.web-attributes", "endpoint.raw-header"})
    void aRawSubscriptionGetsTheMessageAlone() throws IOException {
        MessageAttribute attribute = new MessageAttribute("colour", "String", "red");
        WebMessage message = (WebMessage) signer(new TestDelivery())
                .notification(
                        TestMessages.request(TestMessages.message("s", "{\"a\":1}", attribute)),
                        EnumSet.of(BodyForm.RAW_HTTP))
                .await()
                .to(TestMessages.raw(Protocol.HTTP));

        assertThat(message.body().toString()).isEqualTo("{\"a\":1}");
        assertThat(message.headers().get("x-amz-sns-rawdelivery")).isEqualTo("true");
        assertThat(message.headers().get("x-amz-sns-message-type")).isEqualTo("Notification");
        assertThat(message.headers().get("x-amz-sns-subscription-arn")).isEqualTo(TestMessages.SUBSCRIPTION.toString());
        assertThat(message.headers().entries())
                .noneMatch(header -> header.toString().contains("colour"));
    }

    @Test
    @Keeps({"raw.queue-attributes", "queue.body"})
    void aRawQueueGetsTheAttributesBesideTheMessage() throws IOException {
        MessageAttribute attribute = new MessageAttribute("colour", "String", "red");
        SignedNotification all = signer(new TestDelivery())
                .notification(
                        TestMessages.request(TestMessages.message("s", "the text", attribute)),
                        EnumSet.of(BodyForm.SQS, BodyForm.RAW_SQS))
                .await();

        QueueMessage raw = (QueueMessage) all.to(queue("arn:aws:sqs:r:1:q", true));
        QueueMessage enveloped = (QueueMessage) all.to(queue("arn:aws:sqs:r:1:q", false));

        assertThat(raw.body().toString()).isEqualTo("the text");
        assertThat(raw.attributes()).containsExactly(attribute);
        assertThat(enveloped.attributes()).isEmpty();
        assertThat(json(enveloped).get("Type").textValue()).isEqualTo("Notification");
        assertThat(json(enveloped).get("Message").textValue()).isEqualTo("the text");
        assertThat(json(enveloped).at("/MessageAttributes/colour/Value").textValue())
                .isEqualTo("red");
    }

    @Test
    @Keeps("queue.fifo-ids")
    void aFifoQueueIsToldBothIdsAndAnotherOnlyTheGroup() throws IOException {
        SignedNotification all = signer(new TestDelivery())
                .notification(TestMessages.fifoRequest(), EnumSet.of(BodyForm.SQS, BodyForm.RAW_SQS))
                .await();

        for (boolean isRaw : List.of(true, false)) {
            QueueMessage fifo = (QueueMessage) all.to(queue("arn:aws:sqs:r:1:q.fifo", isRaw));
            assertThat(fifo.groupId()).isEqualTo("group");
            assertThat(fifo.deduplicationId()).isEqualTo("once");
            QueueMessage standard = (QueueMessage) all.to(queue("arn:aws:sqs:r:1:q", isRaw));
            assertThat(standard.groupId()).isEqualTo("group");
            assertThat(standard.deduplicationId()).isEmpty();
        }
    }

    private static Subscription queue(String arn, boolean isRaw) {
        return new Subscription(
                1,
                TestMessages.SUBSCRIPTION,
                Protocol.SQS,
                arn,
                new SubscriptionState.Confirmed(1, ""),
                true,
                false,
                TestMessages.PUBLISHED,
                Map.of("RawMessageDelivery", Boolean.toString(isRaw)));
    }

    @Test
    @Keeps("certificate.common-name")
    void certificatesAreNamedAsTheirUrlsAre() {
        BrokerConfig usual = new TestDelivery().broker();
        BrokerConfig set = new TestDelivery()
                .with("certificate-url-base", "https://sns.{region}.example.com")
                .with("certificate-common-name", "sns.example.com")
                .broker();

        assertThat(CertificateNames.of(usual)).isEqualTo(List.of("localhost"));
        assertThat(CertificateNames.of(set))
                .isEqualTo(List.of("sns.example.com", "sns.fr-par.example.com", "sns.nl-ams.example.com"));
    }

    private WebMessage notification(TestDelivery delivery, Publication publication, Protocol protocol)
            throws IOException {
        return (WebMessage) signer(delivery)
                .notification(
                        TestMessages.request(publication), EnumSet.of(BodyForm.of(TestMessages.subscription(protocol))))
                .await()
                .to(TestMessages.subscription(protocol));
    }

    private MessageSigner signer(TestDelivery delivery) throws IOException {
        BrokerConfig config = delivery.broker();
        SigningKeys keys = SigningKeys.open(data.resolve("signing"), CertificateNames.of(config), time);
        return new MessageSigner(vertx, config, keys, time);
    }

    private static String text(SignedNotification notification, Protocol protocol) throws IOException {
        return json(notification.to(TestMessages.subscription(protocol)))
                .get("Message")
                .textValue();
    }

    private static JsonNode json(OutgoingMessage message) throws IOException {
        return JSON.readTree(message.body().getBytes());
    }
}
