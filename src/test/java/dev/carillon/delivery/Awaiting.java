package dev.carillon.delivery;

import dev.carillon.model.SubscriptionState;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/** The state of a subscription that waits for a token. */
final class Awaiting {
    private Awaiting() {}

    static SubscriptionState token(String token) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
            return new SubscriptionState.Pending(HexFormat.of().formatHex(hash), Instant.MAX);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
