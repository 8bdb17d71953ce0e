package dev.carillon.model;

/** The secret half of a credential. It must be readable to verify signatures, and must not reach a log by accident. */
public record SecretKey(String value) {
    @Override
    public String toString() {
        return "SecretKey[redacted]";
    }
}
