package dev.carillon.model;

import java.util.Locale;
import java.util.Optional;

/** How a subscription's endpoint is reached. */
public enum Protocol {
    /** The public URL of a function or container: an HTTP POST without a confirmation. */
    LAMBDA,
    HTTP,
    HTTPS,
    /** An SQS-compatible queue, named by its ARN. */
    SQS;

    /** The word that SNS uses for it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether an endpoint must show that it wants the messages before it gets any. */
    public boolean needsConfirmation() {
        return this == HTTP || this == HTTPS;
    }

    /** Reads {@link #wireName()}; empty for protocols that the broker does not offer. */
    public static Optional<Protocol> fromWireName(String word) {
        for (Protocol protocol : values()) {
            if (protocol.wireName().equals(word)) {
                return Optional.of(protocol);
            }
        }
        return Optional.empty();
    }
}
