package dev.carillon.sns.exchange;

import dev.carillon.listener.ReplyDate;
import dev.carillon.sns.call.SnsReply;
import dev.carillon.sns.wire.SnsErrorCode;
import dev.carillon.sns.wire.reply.WireProtocol;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;

/** Writes replies. Belongs to one event loop. */
final class ReplyWriter {
    private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("x-amzn-RequestId");
    private static final CharSequence QUERY_ERROR = HttpHeaders.createOptimized("x-amzn-query-error");
    private static final CharSequence XML = HttpHeaders.createOptimized(WireProtocol.QUERY.contentType());
    private static final CharSequence JSON = HttpHeaders.createOptimized(WireProtocol.JSON.contentType());
    private static final CharSequence METHODS = HttpHeaders.createOptimized("GET, POST");
    private static final int OK = 200;
    private static final int METHOD_NOT_ALLOWED = 405;

    private final ReplyDate date;

    ReplyWriter(ReplyDate date) {
        this.date = date;
    }

    /**
     * Writes a reply whole. The future completes when it has left, or fails when the client has.
     *
     * @param isLast whether the connection ends with it
     */
    Future<Void> write(HttpServerRequest request, SnsReply reply, String requestId, boolean isLast) {
        HttpServerResponse response = request.response();
        boolean isJson = reply.protocol() == WireProtocol.JSON;
        response.headers().set(HttpHeaders.CONTENT_TYPE, isJson ? JSON : XML).set(REQUEST_ID, requestId);
        if (reply.status() != OK) {
            response.setStatusCode(reply.status());
            reply.retryAfter().ifPresent(span -> response.putHeader(HttpHeaders.RETRY_AFTER, seconds(span)));
        }
        if (isJson) {
            reply.fault().ifPresent(fault -> response.putHeader(QUERY_ERROR, queryError(fault.code())));
        }
        if (reply.status() == METHOD_NOT_ALLOWED) {
            response.putHeader(HttpHeaders.ALLOW, METHODS);
        }
        return end(request, reply.body(), isLast);
    }

    Future<Void> write(HttpServerRequest request, PublicFile file, String requestId) {
        request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, file.contentType())
                .putHeader(HttpHeaders.CACHE_CONTROL, file.cacheControl())
                .putHeader(REQUEST_ID, requestId);
        return end(request, file.content(), false);
    }

    private Future<Void> end(HttpServerRequest request, Buffer body, boolean isLast) {
        HttpServerResponse response = request.response();
        response.headers().set(HttpHeaders.DATE, date.text());
        if (!isLast) {
            return response.end(body);
        }
        if (request.version() == HttpVersion.HTTP_2) {
            return response.end(body).onComplete(ended -> leave(request.connection()));
        }
        response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        return response.end(body).eventually(request.connection()::close);
    }

    /** Takes no more requests of an HTTP/2 connection, and closes it when those under way are answered. */
    private static void leave(HttpConnection connection) {
        var unused = connection.shutdown();
    }

    /** By which SDKs of services that spoke the query protocol before know an error as they did then. */
    private static String queryError(SnsErrorCode code) {
        return code.wireCode() + (code.isSenderFault() ? ";Sender" : ";Receiver");
    }

    /** Rounded up: a client that comes back too early is refused once more. */
    private static String seconds(Duration span) {
        return Long.toString(Math.max(1, span.plusMillis(999).toSeconds()));
    }
}
