package dev.carillon.push.sqs;

import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/**
 * One service's event loop. {@link #add} is safe on every thread, all else belongs to the loop. What comes in while it is at
 * work is taken up together, so that messages for one queue share a request when there are many, and no message waits for
 * another when there are few. The queue is as long as callers have attempts under way, which {@code delivery.in-flight}
 * bounds.
 */
final class ServiceLoop {
    /** Taken up together; then sockets get their turn. */
    private static final int MOST_AT_ONCE = 256;

    private final Context context;
    private final VertxHttp http;
    private final SqsAsyncClient client;
    private final BatchAttempts attempts;
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isWoken = new AtomicBoolean();

    ServiceLoop(Context context, VertxHttp http, SqsAsyncClient client, BatchAttempts attempts) {
        this.context = context;
        this.http = http;
        this.client = client;
        this.attempts = attempts;
    }

    /** Sends a message soon. */
    void add(Waiting message) {
        waiting.add(message);
        wake();
    }

    /** The SDK leaves alone what it was handed. */
    void close() {
        client.close();
        http.close();
    }

    private void wake() {
        if (!isWoken.getAndSet(true)) {
            context.runOnContext(now -> sendWaiting());
        }
    }

    private void sendWaiting() {
        isWoken.set(false);
        List<Waiting> taken = new ArrayList<>();
        for (Waiting next = waiting.poll(); next != null; next = taken.size() < MOST_AT_ONCE ? waiting.poll() : null) {
            taken.add(next);
        }
        Batches.of(taken).forEach(attempts::send);
        if (taken.size() == MOST_AT_ONCE) {
            wake();
        }
    }
}
