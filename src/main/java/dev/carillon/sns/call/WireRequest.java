package dev.carillon.sns.call;

import dev.carillon.sigv4.SignedRequest;
import dev.carillon.sns.wire.Checked;
import dev.carillon.sns.wire.reply.WireProtocol;
import dev.carillon.sns.wire.request.QueryRequest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it came over the wire, read in two ways: for its signature and for its parameters. Belongs to one event loop.
 * What cannot be read is a fault.
 */
public final class WireRequest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String TARGET = "X-Amz-Target";

    private final HttpServerRequest head;
    private final byte[] body;

    /** @param body not copied */
    public WireRequest(HttpServerRequest head, byte[] body) {
        this.head = head;
        this.body = body;
    }

    boolean isGet() {
        return head.method().equals(HttpMethod.GET);
    }

    /** What the signature covers, nothing decoded. */
    SignedRequest signed() {
        SignedRequest.Target target = new SignedRequest.Target(head.path(), query());
        return new SignedRequest(head.method().name(), target, headers(), body);
    }

    /** What a request is to be answered in, by its head alone: a GET has no content whose type could say so. */
    public static WireProtocol protocol(HttpServerRequest head) {
        String contentType = head.headers().get(HttpHeaders.CONTENT_TYPE);
        return contentType == null || head.method().equals(HttpMethod.GET)
                ? WireProtocol.QUERY
                : WireProtocol.of(contentType);
    }

    /**
     * The parameters: the query of a GET, the JSON of a POST, or its query and its form together, since presigned links
     * are made for POST as well and have everything in their query.
     */
    Checked<QueryRequest> parameters() {
        if (isGet()) {
            return QueryRequest.parse(query().getBytes(StandardCharsets.UTF_8));
        }
        if (protocol(head) == WireProtocol.JSON) {
            return QueryRequest.parseJson(
                    body, Optional.ofNullable(head.headers().get(TARGET)));
        }
        String contentType = head.headers().get(HttpHeaders.CONTENT_TYPE);
        return contentType == null || contentType.regionMatches(true, 0, FORM, 0, FORM.length())
                ? QueryRequest.parse(form())
                : Checked.invalidParameter("Invalid parameter: Content-Type Reason: must be " + FORM + " or "
                        + WireProtocol.JSON.contentType());
    }

    /** A field that is in both is there twice, as one that is twice in either. */
    private byte[] form() {
        String query = query();
        return query.isEmpty()
                ? body
                : Buffer.buffer(query).appendByte((byte) '&').appendBytes(body).getBytes();
    }

    /** Nothing decoded; empty when there is none. */
    private String query() {
        String query = head.query();
        return query == null ? "" : query;
    }

    String traceParent() {
        return TraceParent.of(head.headers().get("traceparent"));
    }

    /** HTTP/2 has the host in a pseudo header, which clients sign as {@code host}. */
    private Iterable<Map.Entry<String, String>> headers() {
        if (head.version() != HttpVersion.HTTP_2) {
            return head.headers();
        }
        List<Map.Entry<String, String>> all = new ArrayList<>();
        HostAndPort authority = head.authority();
        if (authority != null && !head.headers().contains(HttpHeaders.HOST)) {
            all.add(Map.entry("host", authority.toString()));
        }
        for (Map.Entry<String, String> header : head.headers()) {
            if (!header.getKey().startsWith(":")) {
                all.add(header);
            }
        }
        return all;
    }
}
