package dev.carillon.push;

/**
 * A signature as messages carry it.
 *
 * @param value Base64
 * @param certificateUrl where the certificate is that it can be checked with
 */
record Signed(SignatureVersion version, String value, String certificateUrl) {}
