package dev.carillon.sns.exchange;

import dev.carillon.metrics.BrokerMetrics;
import dev.carillon.sns.call.RequestTrail;
import dev.carillon.sns.wire.SnsErrorCode;
import dev.carillon.sns.wire.SnsFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One wide line and one count for each request that was refused. What a client is refused for doing too much is told at debug:
 * it may come as often as a client likes.
 */
final class RefusalLog {
    private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);
    private static final int MOST_CHARACTERS = 200;

    private final BrokerMetrics metrics;

    RefusalLog(BrokerMetrics metrics) {
        this.metrics = metrics;
    }

    /** @param status that the client got */
    void refused(RequestTrail trail, SnsFault fault, int status) {
        SnsErrorCode code = fault.code();
        metrics.sns().requestRefused(code.wireCode(), code.reason());
        LOG.atLevel(code.isForTooMuch() ? Level.DEBUG : Level.INFO)
                .addKeyValue("statusCode", status)
                .addKeyValue("code", code.wireCode())
                .addKeyValue("action", trail.action())
                .addKeyValue("accessKey", trail.accessKey())
                .addKeyValue("address", trail.address())
                .addKeyValue("requestId", trail.requestId())
                .addKeyValue("error", oneLine(trail.detail().isEmpty() ? fault.message() : trail.detail()))
                .log("refused a request");
    }

    /** A fault may quote its client. */
    private static String oneLine(String text) {
        String start = text.substring(0, Math.min(text.length(), MOST_CHARACTERS));
        return start.replaceAll("\\p{Cntrl}", " ");
    }
}
