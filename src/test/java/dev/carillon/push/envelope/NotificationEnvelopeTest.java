package dev.carillon.push.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.model.MessageAttribute;
import dev.carillon.push.signing.SignatureVersion;
import dev.carillon.push.signing.Signed;
import dev.carillon.testing.Keeps;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class NotificationEnvelopeTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ENDPOINT = "https://sns.example.com";
    private static final Signed SIGNED =
            new Signed(SignatureVersion.V1, "c2lnbmF0dXJl", "https://sns.example.com/SimpleNotificationService-0a.pem");

    @Test
    @Keeps({"envelope.notification-members", "envelope.attributes"})
    void hasTheMembersInTheirOrder() {
        String body = render(
                "Re: \"you\"",
                "line 1\nline 2\t\u0001 é 😀 \\ / <&>",
                new MessageAttribute("kind", "String", "a\"b"),
                new MessageAttribute("bytes", "Binary", "AAEC"));

        assertThat(body).isEqualTo("""
                {
                  "Type" : "Notification",
                  "MessageId" : "99999999-8888-7777-6666-555555555555",
                  "TopicArn" : "arn:scw:sns:fr-par:project-11111111-2222-3333-4444-555555555555:orders",
                  "Subject" : "Re: \\"you\\"",
                  "Message" : "line 1\\nline 2\\t\\u0001 é 😀 \\\\ / <&>",
                  "Timestamp" : "2026-01-15T10:30:01.000Z",
                  "SignatureVersion" : "1",
                  "Signature" : "c2lnbmF0dXJl",
                  "SigningCertURL" : "https://sns.example.com/SimpleNotificationService-0a.pem",
                  "UnsubscribeURL" : "https://sns.example.com/?Action=Unsubscribe&SubscriptionArn=\
                arn:scw:sns:fr-par:project-11111111-2222-3333-4444-555555555555:orders:\
                aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
                  "MessageAttributes" : {
                    "kind" : {"Type":"String","Value":"a\\"b"},
                    "bytes" : {"Type":"Binary","Value":"AAEC"}
                  }
                }""");
    }

    @Test
    @Keeps({"envelope.sequence-number", "envelope.fifo-queue-unsigned"})
    void tellsAQueueTheSequenceNumberOfAFifoTopicsMessageInPlaceOfASignature() {
        Notification notification =
                new Notification(TestMessages.fifoRequest(), "text".getBytes(StandardCharsets.UTF_8));

        assertThat(NotificationEnvelope.renderUnsigned(notification, ENDPOINT)
                        .with(TestMessages.FIFO + ":aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee")
                        .toString())
                .isEqualTo("""
                        {
                          "Type" : "Notification",
                          "MessageId" : "99999999-8888-7777-6666-555555555555",
                          "SequenceNumber" : "10000000000000000007",
                          "TopicArn" : "arn:scw:sns:fr-par:project-11111111-2222-3333-4444-555555555555:orders.fifo",
                          "Message" : "text",
                          "Timestamp" : "2026-01-15T10:30:01.000Z",
                          "UnsubscribeURL" : "https://sns.example.com/?Action=Unsubscribe&SubscriptionArn=\
                        arn:scw:sns:fr-par:project-11111111-2222-3333-4444-555555555555:orders.fifo:\
                        aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
                        }""");
    }

    @Test
    @Keeps({"envelope.sequence-number", "envelope.fifo-web-signed"})
    void tellsOthersTheSequenceNumberWithASignatureThatDoesNotCoverIt() throws IOException {
        Notification notification =
                new Notification(TestMessages.fifoRequest(), "text".getBytes(StandardCharsets.UTF_8));

        JsonNode envelope = JSON.readTree(NotificationEnvelope.render(notification, SIGNED, ENDPOINT)
                .with("arn")
                .getBytes());
        JsonNode event = JSON.readTree(
                LambdaEvent.render(notification, SIGNED, ENDPOINT).with("arn").getBytes());

        assertThat(envelope.fieldNames()).toIterable().startsWith("Type", "MessageId", "SequenceNumber", "TopicArn");
        assertThat(envelope.get("SequenceNumber").textValue()).isEqualTo("10000000000000000007");
        assertThat(envelope.get("Signature").textValue()).isEqualTo(SIGNED.value());
        assertThat(event.at("/Records/0/Sns/SequenceNumber").textValue()).isEqualTo("10000000000000000007");
        assertThat(new String(notification.stringToSign(), StandardCharsets.UTF_8))
                .doesNotContain("SequenceNumber");
    }

    @Test
    @Keeps("envelope.absent-left-out")
    void leavesOutWhatIsAbsent() {
        assertThat(render("", "x"))
                .doesNotContain("Subject\"")
                .doesNotContain("SequenceNumber")
                .doesNotContain("MessageAttributes")
                .endsWith("\"\n}");
    }

    @Test
    @Keeps("signature.notification-text")
    void signsTheMembersThatCountInByteOrder() {
        assertThat(new String(notification("subject", "text\nmore").stringToSign(), StandardCharsets.UTF_8))
                .isEqualTo("""
                        Message
                        text
                        more
                        MessageId
                        99999999-8888-7777-6666-555555555555
                        Subject
                        subject
                        Timestamp
                        2026-01-15T10:30:01.000Z
                        TopicArn
                        arn:scw:sns:fr-par:project-11111111-2222-3333-4444-555555555555:orders
                        Type
                        Notification
                        """);
        assertThat(new String(notification("", "x").stringToSign(), StandardCharsets.UTF_8))
                .doesNotContain("Subject");
    }

    @Test
    @Keeps("envelope.timestamp")
    void timestampsAlwaysHaveMilliseconds() {
        assertThat(Timestamps.of(Instant.parse("2026-01-15T10:30:01Z"))).isEqualTo("2026-01-15T10:30:01.000Z");
        assertThat(Timestamps.of(Instant.parse("2026-01-15T10:30:01.123999Z"))).isEqualTo("2026-01-15T10:30:01.123Z");
    }

    @Test
    @Keeps("lambda.aws-event")
    void makesTheEventOfAwsLambda() throws IOException {
        JsonNode event = JSON.readTree(LambdaEvent.render(
                        notification("", "te\"xt", new MessageAttribute("kind", "String", "v")), SIGNED, ENDPOINT)
                .with(TestMessages.SUBSCRIPTION.toString())
                .getBytes());
        JsonNode record = event.at("/Records/0");
        List<String> members = new ArrayList<>();
        record.get("Sns").fieldNames().forEachRemaining(members::add);

        assertThat(record.get("EventSource").textValue()).isEqualTo("aws:sns");
        assertThat(record.get("EventVersion").textValue()).isEqualTo("1.0");
        assertThat(record.get("EventSubscriptionArn").textValue()).isEqualTo(TestMessages.SUBSCRIPTION.toString());
        assertThat(members)
                .containsExactly(
                        "Type",
                        "MessageId",
                        "TopicArn",
                        "Subject",
                        "Message",
                        "Timestamp",
                        "SignatureVersion",
                        "Signature",
                        "SigningCertUrl",
                        "UnsubscribeUrl",
                        "MessageAttributes");
        assertThat(record.at("/Sns/Subject").isNull()).isTrue();
        assertThat(record.at("/Sns/Message").textValue()).isEqualTo("te\"xt");
        assertThat(record.at("/Sns/MessageAttributes/kind/Value").textValue()).isEqualTo("v");
        assertThat(record.at("/Sns/UnsubscribeUrl").textValue()).endsWith(TestMessages.SUBSCRIPTION.toString());
    }

    @Property
    void everyTextComesBackAsItWas(@ForAll("texts") String text, @ForAll("texts") String value) throws IOException {
        JsonNode envelope = JSON.readTree(render(text, text, new MessageAttribute("name", "String", value))
                .getBytes(StandardCharsets.UTF_8));

        assertThat(envelope.get("Message").textValue()).isEqualTo(text);
        assertThat(envelope.path("Subject").asText("")).isEqualTo(text);
        assertThat(envelope.at("/MessageAttributes/name/Value").textValue()).isEqualTo(value);
    }

    /** All of Unicode but lone surrogates, which UTF-8 has no form for. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<Integer> characters = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 0x7f),
                Arbitraries.integers().between(0x80, 0xd7ff),
                Arbitraries.integers().between(0xe000, 0x10ffff));
        return characters
                .list()
                .ofMaxSize(60)
                .map(all -> all.stream()
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString());
    }

    private static Notification notification(String subject, String text, MessageAttribute... attributes) {
        return new Notification(
                TestMessages.request(TestMessages.message(subject, text, attributes)),
                text.getBytes(StandardCharsets.UTF_8));
    }

    private static String render(String subject, String text, MessageAttribute... attributes) {
        return NotificationEnvelope.render(notification(subject, text, attributes), SIGNED, ENDPOINT)
                .with(TestMessages.SUBSCRIPTION.toString())
                .toString();
    }
}
