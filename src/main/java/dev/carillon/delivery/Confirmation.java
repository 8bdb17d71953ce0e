package dev.carillon.delivery;

import dev.carillon.bus.ConfirmationEnded;
import dev.carillon.bus.ConfirmationRequested;
import dev.carillon.model.ProjectId;
import dev.carillon.model.Subscription;
import dev.carillon.model.TokenHash;
import dev.carillon.model.TopicArn;
import dev.carillon.push.OutgoingMessage;
import dev.carillon.push.envelope.ConfirmationRequest;
import dev.carillon.push.envelope.NotificationSigner;
import dev.carillon.push.signing.SignatureVersion;
import io.vertx.core.Future;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One confirmation, from its request to its last attempt. Each attempt brings the same message: "For a message that Amazon SNS
 * resends during a retry, the message ID of the original message is used" (SNS Developer Guide, "HTTP/HTTPS headers"). Belongs
 * to the shard's thread.
 */
final class Confirmation {
    /** What became of one. */
    enum Outcome {
        TAKEN,
        /** Refused in a way that another attempt would not change. */
        PERMANENT,
        /** Not taken as often as it is tried. */
        EXHAUSTED,
        /** Over a bound. */
        NOT_SENT
    }

    private final ConfirmationRequested requested;
    private Future<OutgoingMessage> message = Future.failedFuture("not made yet");

    Confirmation(ConfirmationRequested requested) {
        this.requested = requested;
    }

    ConfirmationRequested requested() {
        return requested;
    }

    TopicArn topic() {
        return requested.subscription().topic();
    }

    ProjectId project() {
        return topic().scope().project();
    }

    /** The message, made at the first attempt; once more only where that failed. */
    Future<OutgoingMessage> message(NotificationSigner signer, SignatureVersion version) {
        if (message.failed()) {
            message = signer.confirmation(new ConfirmationRequest(
                    requested.subscription(), requested.endpoint(), requested.token(), requested.kind(), version));
        }
        return message;
    }

    ConfirmationEnded ended() {
        return new ConfirmationEnded(requested.subscription(), tokenHash());
    }

    /** Not any more when the endpoint was asked again with another token, or has confirmed. */
    boolean isAwaitedBy(Subscription subscription) {
        String hash = tokenHash();
        return subscription.state().fold(pending -> pending.tokenHash().equals(hash), confirmed -> false);
    }

    private String tokenHash() {
        return TokenHash.of(requested.token());
    }

    LoggingEventBuilder line(LoggingEventBuilder builder) {
        return builder.addKeyValue("topicArn", topic()).addKeyValue("subscriptionArn", requested.subscription());
    }
}
