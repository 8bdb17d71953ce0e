package dev.carillon.push;

import dev.carillon.push.address.EndpointUrl;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One event loop that attempts live on, with connections of its own. {@link #add} is safe on every thread, all else belongs
 * to the loop.
 *
 * <p>What comes in while the loop is at work is taken up in groups: waking a loop costs as much as starting an attempt. The
 * queue is as long as callers have attempts under way, which {@code delivery.in-flight} bounds.
 */
final class EndpointLoop {
    /** Started in a row; then sockets get their turn. */
    private static final int MOST_AT_ONCE = 64;

    /** Endpoints whose URL is kept in parts; taking one apart costs a fifth of an attempt. */
    private static final int MOST_URLS = 1_024;

    private final Context context;
    private final Connections connections;
    private final LoopQueue<Attempt> waiting;
    private final Map<String, Optional<EndpointUrl>> urls = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<EndpointUrl>> eldest) {
            return size() > MOST_URLS;
        }
    };

    EndpointLoop(Context context, Connections connections) {
        this.context = context;
        this.connections = connections;
        waiting = new LoopQueue<>(context, MOST_AT_ONCE, attempts -> attempts.forEach(Attempt::start));
    }

    Vertx vertx() {
        return context.owner();
    }

    Connections connections() {
        return connections;
    }

    /** Starts an attempt soon. */
    void add(Attempt attempt) {
        waiting.add(attempt);
    }

    /** An endpoint's URL in parts; empty for what is not one to post to. */
    Optional<EndpointUrl> url(String endpoint) {
        return urls.computeIfAbsent(endpoint, EndpointUrl::parse);
    }

    Future<Void> close() {
        return connections.close();
    }
}
