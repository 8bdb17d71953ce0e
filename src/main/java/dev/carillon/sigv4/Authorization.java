package dev.carillon.sigv4;

import java.time.Duration;
import java.time.Instant;

/**
 * What a request claims about its signature; well-formed, but not yet believed.
 *
 * @param signature 64 digits of lower-case hex
 * @param validity how long a presigned request says that it counts, zero for one that says nothing or is signed by its header
 */
record Authorization(
        CredentialScope scope, SignedHeaders signedHeaders, String signature, SigningTime time, Duration validity) {

    /** Whether it counts at this moment, by the broker's own clock. */
    boolean isCurrentAt(Instant now, Duration allowedSkew) {
        Instant signedAt = time.instant();
        Instant lastMoment = signedAt.plus(validity.isZero() ? allowedSkew : validity);
        return !now.isBefore(signedAt.minus(allowedSkew)) && !now.isAfter(lastMoment);
    }

    /** What was read, or why it could not be. */
    sealed interface Reading {
        record Claimed(Authorization authorization) implements Reading {}

        record Unreadable(Verification.Refusal refusal, String detail) implements Reading {}
    }

    static Reading unsigned() {
        return new Reading.Unreadable(Verification.Refusal.UNSIGNED, "Request is missing Authentication Token");
    }

    static Reading malformed(String detail) {
        return new Reading.Unreadable(Verification.Refusal.MALFORMED, detail);
    }
}
