package dev.carillon.management;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Closes connections that hold a place without using it (Slowloris), and those beyond an address's share. Belongs to the
 * verticle's thread.
 *
 * <pre>
 *   connect --deadline--> header and body are here --(no limit here: the answer is being made)--> answered
 *                                   ^                                                                |
 *                                   +--deadline-- next header is here <--------idle timeout----------+
 * </pre>
 */
final class ConnectionGuard {
    private static final long NO_TIMER = -1;

    /** What is known of one connection. */
    private static final class Watch {
        private long timer = NO_TIMER;
        private boolean hasAsked;
        private int unfinished;
    }

    private final Vertx vertx;
    private final Duration deadline;
    private final Duration idleTimeout;
    private final int maxPerAddress;
    private final Map<HttpConnection, Watch> watches = new HashMap<>();
    private final Map<String, Integer> connectionsByAddress = new HashMap<>();

    ConnectionGuard(Vertx vertx, Duration deadline, Duration idleTimeout, int maxPerAddress) {
        this.vertx = vertx;
        this.deadline = deadline;
        this.idleTimeout = idleTimeout;
        this.maxPerAddress = maxPerAddress;
    }

    void onConnection(HttpConnection connection) {
        String address = connection.remoteAddress().hostAddress();
        if (connectionsByAddress.getOrDefault(address, 0) >= maxPerAddress) {
            var unused = connection.close();
            return;
        }
        connectionsByAddress.merge(address, 1, Integer::sum);
        Watch watch = new Watch();
        watches.put(connection, watch);
        arm(connection, watch, deadline);
        connection.closeHandler(closed -> {
            disarm(watch);
            watches.remove(connection);
            connectionsByAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
        });
    }

    /** The header is here: the deadline of a connection's first request goes on, that of a later one begins. */
    void onRequest(HttpServerRequest request) {
        HttpConnection connection = request.connection();
        Watch watch = watches.get(connection);
        if (watch == null) {
            return;
        }
        if (watch.hasAsked) {
            arm(connection, watch, deadline);
        }
        watch.hasAsked = true;
        watch.unfinished = 2;
        var unused = request.end().onSuccess(read -> {
            disarm(watch);
            finish(connection, watch);
        });
    }

    /** The answer is on its way, perhaps before all of the request was read. */
    void onAnswered(HttpServerRequest request) {
        Watch watch = watches.get(request.connection());
        if (watch != null) {
            finish(request.connection(), watch);
        }
    }

    private void finish(HttpConnection connection, Watch watch) {
        watch.unfinished--;
        if (watch.unfinished == 0) {
            arm(connection, watch, idleTimeout);
        }
    }

    private void arm(HttpConnection connection, Watch watch, Duration span) {
        disarm(watch);
        watch.timer = vertx.setTimer(span.toMillis(), late -> {
            var unused = connection.close();
        });
    }

    private void disarm(Watch watch) {
        if (watch.timer != NO_TIMER) {
            boolean unused = vertx.cancelTimer(watch.timer);
            watch.timer = NO_TIMER;
        }
    }
}
