package dev.carillon.push;

import dev.carillon.push.address.EndpointUrl;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
    private static final int MOST_AT_ONCE = 16;

    /** Endpoints of which something is kept: their URL in parts, which costs a fifth of an attempt to make, and more. */
    private static final int MOST_KEPT = 1_024;

    private final Context context;
    private final Connections connections;
    private final LoopQueue<Attempt> waiting;
    private final Map<String, Optional<EndpointUrl>> urls = recent();

    /** Which address gave a name the last connection. One before it may be silent, and each attempt would wait for it. */
    private final Map<String, InetAddress> reached = recent();

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

    /** The addresses of an endpoint's name, beginning with the one that it was reached at. */
    List<InetAddress> inTurn(EndpointUrl url, List<InetAddress> addresses) {
        InetAddress last = addresses.size() == 1 ? null : reached.get(url.hostHeader());
        if (last == null || !addresses.contains(last)) {
            return addresses;
        }
        List<InetAddress> inTurn = new ArrayList<>(addresses);
        inTurn.remove(last);
        inTurn.add(0, last);
        return inTurn;
    }

    /** An address gave a connection. */
    void reached(EndpointUrl url, InetAddress address) {
        reached.put(url.hostHeader(), address);
    }

    Future<Void> close() {
        return connections.close();
    }

    private static <V> Map<String, V> recent() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > MOST_KEPT;
            }
        };
    }
}
