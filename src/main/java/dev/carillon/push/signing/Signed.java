package dev.carillon.push.signing;

/**
 * A signature as messages carry it.
 *
 * @param value Base64
 * @param certificateUrl where the certificate is that it can be checked with
 */
public record Signed(SignatureVersion version, String value, String certificateUrl) {}
