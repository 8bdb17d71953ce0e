package dev.carillon.push;

import io.vertx.core.Future;

/** All endpoints that a subscription can have: URLs, which are posted to, and queues. */
public final class Endpoints implements EndpointClient {
    private final WebClient functions;
    private final QueueSender queues;

    public Endpoints(WebClient functions, QueueSender queues) {
        this.functions = functions;
        this.queues = queues;
    }

    @Override
    public Future<AttemptOutcome> post(OutgoingMessage message) {
        return message instanceof WebMessage web ? functions.post(web) : queues.send((QueueMessage) message);
    }

    @Override
    public Future<Void> close() {
        return Future.join(functions.close(), queues.close()).mapEmpty();
    }
}
