package dev.carillon.model;

import java.util.Optional;
import java.util.UUID;

/** Reads UUIDs strictly. */
public final class Uuids {
    private static final int LENGTH = 36;

    private Uuids() {}

    /**
     * Reads the canonical form of RFC 9562, in either case; empty for anything else. {@link UUID#fromString} alone also
     * takes shortened groups, so that several texts would name one thing.
     */
    public static Optional<UUID> parse(String text) {
        if (text.length() != LENGTH) {
            return Optional.empty();
        }
        try {
            UUID value = UUID.fromString(text);
            return value.toString().equalsIgnoreCase(text) ? Optional.of(value) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
