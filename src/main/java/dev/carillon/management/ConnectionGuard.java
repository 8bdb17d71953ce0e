package dev.carillon.management;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
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
 *                                   +--deadline-- first byte of the next <-------idle timeout--------+
 * </pre>
 *
 * <p>A later request has the deadline once more for its body. Bytes that come before the answer are of the next request,
 * which has time until its turn comes.
 */
final class ConnectionGuard {
    private static final long NO_TIMER = -1;

    /** What is known of one connection; {@code exchanges} counts its requests, so that a late word of an old one is known. */
    private static final class Watch {
        private long timer = NO_TIMER;
        private int exchanges;
        private int unfinishedHalves;
        private boolean isIdle;
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
        String address = ClientNetwork.of(connection.remoteAddress().hostAddress());
        if (connectionsByAddress.getOrDefault(address, 0) >= maxPerAddress) {
            var unused = connection.close();
            return;
        }
        connectionsByAddress.merge(address, 1, Integer::sum);
        Watch watch = new Watch();
        watches.put(connection, watch);
        arm(connection, watch, deadline);
        onBytes(connection, () -> {
            if (watch.isIdle) {
                watch.isIdle = false;
                arm(connection, watch, deadline);
            }
        });
        connection.closeHandler(closed -> {
            disarm(watch);
            watches.remove(connection);
            connectionsByAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
        });
    }

    /**
     * The header is here: the deadline of a connection's first request goes on, that of a later one's body begins.
     *
     * @return to be run when the request is answered, which may be before all of it was read
     */
    Runnable onRequest(HttpServerRequest request) {
        HttpConnection connection = request.connection();
        Watch watch = watches.get(connection);
        if (watch == null) {
            return () -> {};
        }
        watch.isIdle = false;
        if (watch.exchanges > 0) {
            arm(connection, watch, deadline);
        }
        watch.exchanges++;
        watch.unfinishedHalves = 2;
        int exchange = watch.exchanges;
        var unused = request.end().onSuccess(read -> {
            disarm(watch);
            finishHalf(connection, watch, exchange);
        });
        return () -> finishHalf(connection, watch, exchange);
    }

    private void finishHalf(HttpConnection connection, Watch watch, int exchange) {
        if (watch.exchanges == exchange && --watch.unfinishedHalves == 0 && watches.containsKey(connection)) {
            watch.isIdle = true;
            arm(connection, watch, idleTimeout);
        }
    }

    /** Before the HTTP decoder, since Vert.x itself says nothing of a request until its header is whole. */
    private static void onBytes(HttpConnection connection, Runnable action) {
        ((HttpServerConnection) connection)
                .channelHandlerContext()
                .pipeline()
                .addBefore("httpDecoder", "arrivals", new ChannelInboundHandlerAdapter() {
                    @Override
                    public void channelRead(ChannelHandlerContext context, Object bytes) {
                        action.run();
                        context.fireChannelRead(bytes);
                    }
                });
    }

    private void arm(HttpConnection connection, Watch watch, Duration span) {
        disarm(watch);
        watch.timer = vertx.setTimer(span.toMillis(), late -> cut(connection));
    }

    /** At once: Vert.x's own way waits until what was written has left, for as long as a client that reads nothing likes. */
    private static void cut(HttpConnection connection) {
        var unused = ((HttpServerConnection) connection).channelHandlerContext().close();
    }

    private void disarm(Watch watch) {
        if (watch.timer != NO_TIMER) {
            boolean unused = vertx.cancelTimer(watch.timer);
            watch.timer = NO_TIMER;
        }
    }
}
