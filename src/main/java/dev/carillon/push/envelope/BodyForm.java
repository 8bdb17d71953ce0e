package dev.carillon.push.envelope;

import dev.carillon.model.Protocol;
import dev.carillon.model.Subscription;

/** What a notification may have to be rendered as: the text of a protocol, within its envelope or alone. */
public enum BodyForm {
    LAMBDA(Protocol.LAMBDA, false),
    HTTP(Protocol.HTTP, false),
    HTTPS(Protocol.HTTPS, false),
    SQS(Protocol.SQS, false),
    RAW_HTTP(Protocol.HTTP, true),
    RAW_HTTPS(Protocol.HTTPS, true),
    RAW_SQS(Protocol.SQS, true);

    private final Protocol protocol;
    private final boolean isRaw;

    BodyForm(Protocol protocol, boolean isRaw) {
        this.protocol = protocol;
        this.isRaw = isRaw;
    }

    /** What this subscription's endpoint gets. */
    public static BodyForm of(Subscription subscription) {
        boolean isRaw = subscription.isRaw();
        return switch (subscription.protocol()) {
            case LAMBDA -> LAMBDA;
            case HTTP -> isRaw ? RAW_HTTP : HTTP;
            case HTTPS -> isRaw ? RAW_HTTPS : HTTPS;
            case SQS -> isRaw ? RAW_SQS : SQS;
        };
    }

    Protocol protocol() {
        return protocol;
    }

    /** Whether it is the message alone. */
    boolean isRaw() {
        return isRaw;
    }
}
