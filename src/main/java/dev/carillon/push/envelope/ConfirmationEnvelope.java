package dev.carillon.push.envelope;

import dev.carillon.model.ConfirmationKind;
import dev.carillon.push.signing.Signed;
import io.vertx.core.buffer.Buffer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * The JSON of both messages that ask an endpoint to visit a link (SNS Developer Guide, "HTTP/HTTPS subscription
 * confirmation JSON format").
 */
final class ConfirmationEnvelope {
    private static final int EXPECTED_BYTES = 2048;

    private final ConfirmationRequest request;
    private final String messageId;
    private final String timestamp;
    private final String subscribeUrl;

    ConfirmationEnvelope(ConfirmationRequest request, UUID messageId, Instant now, String endpoint) {
        this.request = request;
        this.messageId = messageId.toString();
        this.timestamp = Timestamps.of(now);
        this.subscribeUrl = endpoint + "/?Action=ConfirmSubscription&TopicArn=" + topicArn() + "&Token="
                + URLEncoder.encode(request.token(), StandardCharsets.UTF_8);
    }

    String messageId() {
        return messageId;
    }

    String topicArn() {
        return request.subscription().topic().toString();
    }

    /** The value of {@code Type}. */
    String type() {
        return request.kind() == ConfirmationKind.SUBSCRIBE ? "SubscriptionConfirmation" : "UnsubscribeConfirmation";
    }

    byte[] stringToSign() {
        return new StringToSign(EXPECTED_BYTES)
                .member("Message", message())
                .member("MessageId", messageId)
                .member("SubscribeURL", subscribeUrl)
                .member("Timestamp", timestamp)
                .member("Token", request.token())
                .member("TopicArn", topicArn())
                .member("Type", type())
                .toBytes();
    }

    Buffer render(Signed signed) {
        JsonBytes json = new JsonBytes(EXPECTED_BYTES);
        JsonObject members = new JsonObject(json, JsonObject.Layout.LINES);
        members.member("Type", type());
        members.member("MessageId", messageId);
        members.member("Token", request.token());
        members.member("TopicArn", topicArn());
        members.member("Message", message());
        members.member("SubscribeURL", subscribeUrl);
        members.member("Timestamp", timestamp);
        members.member("SignatureVersion", signed.version().wireName());
        members.member("Signature", signed.value());
        members.member("SigningCertURL", signed.certificateUrl());
        members.end();
        return Buffer.buffer(json.toBytes());
    }

    private String message() {
        return request.kind() == ConfirmationKind.SUBSCRIBE
                ? "You have chosen to subscribe to the topic " + topicArn()
                        + ".\nTo confirm the subscription, visit the SubscribeURL included in this message."
                : "You have chosen to deactivate subscription " + request.subscription()
                        + ".\nTo cancel this operation and restore the subscription, visit the SubscribeURL included in"
                        + " this message.";
    }
}
