package dev.carillon.sns.subscription;

import dev.carillon.bus.ConfirmationRequested;
import dev.carillon.model.ConfirmationKind;
import dev.carillon.model.Subscription;
import dev.carillon.model.SubscriptionState;
import dev.carillon.model.TokenHash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What an endpoint must show to get messages: 256 random bits in hex. It leaves the broker in the confirmation message
 * only; the catalogue keeps its hash.
 */
record ConfirmationToken(String text) {
    /** AWS SNS API reference, ConfirmSubscription. */
    private static final Duration LIFETIME = Duration.ofDays(2);

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    static ConfirmationToken random() {
        byte[] bits = new byte[BYTES];
        RANDOM.nextBytes(bits);
        return new ConfirmationToken(HexFormat.of().formatHex(bits));
    }

    /** Empty for a text that no token has. */
    static Optional<ConfirmationToken> parse(String text) {
        boolean isToken = text.length() == 2 * BYTES
                && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
        return isToken ? Optional.of(new ConfirmationToken(text)) : Optional.empty();
    }

    String hash() {
        return TokenHash.of(text);
    }

    SubscriptionState.Pending pendingFrom(Instant now) {
        return new SubscriptionState.Pending(hash(), now.plus(LIFETIME));
    }

    /** What has delivery bring it to the endpoint of a subscription that waits for it. */
    ConfirmationRequested requestTo(Subscription pending, ConfirmationKind kind) {
        return new ConfirmationRequested(pending.arn(), pending.endpoint(), text, kind);
    }

    /** Whether a subscription waits for the token of this hash or was confirmed by it; in constant time. */
    static boolean isOf(SubscriptionState state, String hash) {
        String kept = state.fold(SubscriptionState.Pending::tokenHash, SubscriptionState.Confirmed::tokenHash);
        return MessageDigest.isEqual(
                kept.getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return "ConfirmationToken[redacted]";
    }
}
