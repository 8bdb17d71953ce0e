package dev.carillon.sns.call;

import dev.carillon.model.Credential;
import dev.carillon.sns.wire.SnsFault;

/** Who calls. */
sealed interface Authentication {
    /** The holder of this credential. */
    record Authenticated(Credential caller) implements Authentication {}

    /**
     * Nobody in particular: the request is not signed.
     *
     * @param fault to answer unless the action does without a signature
     */
    record Anonymous(SnsFault fault) implements Authentication {}

    /**
     * Not who the request says.
     *
     * @param accessKey what it claims; empty when that could not be read
     * @param detail for the log: what the fault may not tell
     */
    record Rejected(SnsFault fault, String accessKey, String detail) implements Authentication {}
}
