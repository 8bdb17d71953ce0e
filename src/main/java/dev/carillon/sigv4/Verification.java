package dev.carillon.sigv4;

import dev.carillon.model.Credential;

/** Whether a request was signed by the holder of a secret. */
public sealed interface Verification {
    /** It was, by this one. */
    record Verified(Credential credential) implements Verification {}

    /**
     * It was not, or nobody can tell.
     *
     * @param accessKey what the request claims; empty when that could not be read
     * @param detail for the client and the logs; holds no secret and no signature
     */
    record Refused(Refusal refusal, String accessKey, String detail) implements Verification {}

    /** Why a request is refused. */
    enum Refusal {
        /** It holds no signature at all. */
        UNSIGNED,
        /** What it holds is not a signature of version 4, or more than one. */
        MALFORMED,
        /** Signed too long ago, or in the future. */
        EXPIRED,
        /** No credential has the access key, or has it no longer. */
        UNKNOWN_ACCESS_KEY,
        /** The credential belongs to another region than the one that the request was signed for. */
        OTHER_REGION,
        /** Signed with another secret, or changed on its way. */
        MISMATCH
    }
}
