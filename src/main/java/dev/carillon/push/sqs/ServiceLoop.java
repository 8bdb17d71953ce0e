package dev.carillon.push.sqs;

import dev.carillon.push.LoopQueue;
import io.vertx.core.Context;
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

    private final VertxHttp http;
    private final SqsAsyncClient client;
    private final LoopQueue<Waiting> waiting;

    ServiceLoop(Context context, VertxHttp http, SqsAsyncClient client, BatchAttempts attempts) {
        this.http = http;
        this.client = client;
        waiting = new LoopQueue<>(
                context, MOST_AT_ONCE, taken -> Batches.of(taken).forEach(attempts::send));
    }

    /** Sends a message soon. */
    void add(Waiting message) {
        waiting.add(message);
    }

    /** The SDK leaves alone what it was handed. */
    void close() {
        client.close();
        http.close();
    }
}
