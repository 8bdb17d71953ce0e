package dev.carillon.push;

import io.vertx.core.Future;

/** All endpoints that a subscription can have: URLs, which are posted to, and queues. */
public final class Endpoints implements EndpointClient {
    private final WebClient urls;
    private final QueueSender queues;

    public Endpoints(WebClient urls, QueueSender queues) {
        this.urls = urls;
        this.queues = queues;
    }

    @Override
    public Future<AttemptOutcome> post(OutgoingMessage message) {
        return message instanceof WebMessage web ? urls.post(web) : queues.send((QueueMessage) message);
    }

    @Override
    public Future<Void> close() {
        return Future.join(urls.close(), queues.close()).mapEmpty();
    }
}
