package dev.carillon.push;

import io.vertx.core.Future;

/** Sends messages to queues. Safe on every context; the future completes on the caller's and never fails. */
public interface QueueSender {
    Future<AttemptOutcome> send(QueueMessage message);

    /** Stops, letting what is in flight end. */
    Future<Void> close();
}
