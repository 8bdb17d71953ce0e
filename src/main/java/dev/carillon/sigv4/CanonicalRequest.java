package dev.carillon.sigv4;

/**
 * The form of a request that both sides hash.
 *
 * <pre>
 *   POST                                  method
 *   /                                     path, see {@link CanonicalPath}
 *   Action=Publish&amp;…                      query, see {@link CanonicalQuery}
 *   host:localhost:8081                   signed headers, see {@link CanonicalHeaders}
 *   x-amz-date:20260131T235959Z
 *                                         empty
 *   host;x-amz-date                       names of the signed headers
 *   e3b0c442…                             SHA-256 of the body
 * </pre>
 */
final class CanonicalRequest {
    private CanonicalRequest() {}

    static void write(
            SignedRequest request, CanonicalQuery query, SignedHeaders signed, byte[] bodyHash, ByteText text) {
        text.clear();
        text.appendLine(request.method());
        text.appendLine(CanonicalPath.of(request.path()));
        query.writeTo(text);
        text.append('\n');
        CanonicalHeaders.write(request.headers(), signed, text);
        text.append('\n');
        text.appendLine(signed.text());
        text.appendHex(bodyHash);
    }
}
