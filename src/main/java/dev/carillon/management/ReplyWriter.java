package dev.carillon.management;

import dev.carillon.listener.ReplyDate;
import dev.carillon.metrics.BrokerMetrics;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Writes answers with the headers that all of them have, and one line to the log for each refusal. */
final class ReplyWriter {
    private static final Logger LOG = LoggerFactory.getLogger(ReplyWriter.class);

    /** These may come as often as a client likes. */
    private static final int TOO_MANY_REQUESTS = 429;

    private final BrokerMetrics metrics;
    private final ReplyDate date;

    ReplyWriter(BrokerMetrics metrics, ReplyDate date) {
        this.metrics = metrics;
        this.date = date;
    }

    void send(HttpServerRequest request, RestReply reply) {
        if (!request.response().ended() && !request.response().closed()) {
            String unused = write(request, reply);
        }
    }

    /** Answers that the broker is at fault; the log has the cause under the request's id. */
    void sendFault(HttpServerRequest request, Throwable cause) {
        if (request.response().ended() || request.response().closed()) {
            return;
        }
        String requestId = write(request, RestError.internalError());
        LOG.atError()
                .addKeyValue("requestId", requestId)
                .addKeyValue("method", request.method())
                .setCause(cause)
                .log("a management call failed");
    }

    private String write(HttpServerRequest request, RestReply reply) {
        RestReply sent = isBodyAbandoned(request, reply) ? reply.andClose() : reply;
        HttpServerResponse response = request.response();
        String requestId = addHeaders(response);
        response.setStatusCode(sent.statusCode());
        sent.headers().forEach(response::putHeader);
        if (sent.isRefusal()) {
            note(request, sent, requestId);
        }
        Future<Void> ended = end(response, sent);
        if (sent.isLast()) {
            var unused = ended.eventually(request.connection()::close);
        }
        return requestId;
    }

    /** Puts the headers that every answer has, whatever its form. */
    String addHeaders(HttpServerResponse response) {
        String requestId = UUID.randomUUID().toString();
        response.putHeader(HttpHeaders.DATE, date.text())
                .putHeader("X-Request-Id", requestId)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("X-Frame-Options", "DENY")
                .putHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        return requestId;
    }

    /** What the client still sends, or holds back, would be taken for its next request. */
    private static boolean isBodyAbandoned(HttpServerRequest request, RestReply reply) {
        return !request.isEnded() && (reply.statusCode() == 413 || BodyReader.isAnnounced(request));
    }

    private void note(HttpServerRequest request, RestReply reply, String requestId) {
        metrics.managementRefused(reply.type());
        LOG.atLevel(reply.statusCode() == TOO_MANY_REQUESTS ? Level.DEBUG : Level.INFO)
                .addKeyValue("requestId", requestId)
                .addKeyValue("method", request.method())
                .addKeyValue("statusCode", reply.statusCode())
                .addKeyValue("error", reply.type())
                .addKeyValue("remoteAddress", request.remoteAddress().hostAddress())
                .log("refused a management call");
    }

    /** The peer may be gone by now, which concerns nobody here. */
    private static Future<Void> end(HttpServerResponse response, RestReply reply) {
        return reply.statusCode() == RestReply.NO_CONTENT_STATUS
                ? response.end()
                : response.putHeader("Content-Type", "application/json")
                        .end(reply.body().toBuffer());
    }
}
