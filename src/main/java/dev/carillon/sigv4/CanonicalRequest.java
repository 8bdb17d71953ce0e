package dev.carillon.sigv4;

import java.util.regex.Pattern;

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
    private static final int QUERY_LINE = 2;
    private static final Pattern VALUE_OF_CALLER = Pattern.compile("((?:^|&)(?!X-Amz-)[^=&]*=)[^&]*");

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

    /** For logs: a query may hold a whole message, or a token. */
    static String redacted(ByteText text) {
        String[] lines = text.toString().split("\n", QUERY_LINE + 2);
        if (lines.length > QUERY_LINE) {
            lines[QUERY_LINE] = VALUE_OF_CALLER.matcher(lines[QUERY_LINE]).replaceAll("$1…");
        }
        return String.join("\n", lines);
    }
}
