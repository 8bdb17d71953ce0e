package dev.carillon.sigv4;

/**
 * What is signed: when, for which scope, and the hash of the canonical request.
 *
 * <pre>
 *   AWS4-HMAC-SHA256
 *   20260131T235959Z
 *   20260131/fr-par/sns/aws4_request
 *   9c5f1a…
 * </pre>
 */
final class StringToSign {
    private StringToSign() {}

    static void write(Authorization authorization, byte[] canonicalRequestHash, ByteText text) {
        text.clear();
        text.appendLine(AuthorizationHeader.ALGORITHM);
        text.appendLine(authorization.time().text());
        text.appendLine(authorization.scope().text());
        text.appendHex(canonicalRequestHash);
    }
}
