package dev.carillon.push;

import io.vertx.core.Future;

/** Brings messages to endpoints. Safe on every context; the future completes on the caller's and never fails. */
public interface EndpointClient {
    Future<AttemptOutcome> post(OutgoingMessage message);

    /** Stops, letting what is in flight end. */
    Future<Void> close();
}
