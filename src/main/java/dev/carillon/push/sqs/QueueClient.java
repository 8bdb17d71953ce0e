package dev.carillon.push.sqs;

import dev.carillon.config.BrokerConfig;
import dev.carillon.config.DeliveryConfig;
import dev.carillon.config.QueueService;
import dev.carillon.push.AttemptCount;
import dev.carillon.push.AttemptOutcome;
import dev.carillon.push.QueueMessage;
import dev.carillon.push.QueueSender;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/**
 * Sends to queues of the configured services, each on an event loop of its own. Without a service it costs nothing: no
 * class of AWS's SDK is loaded then.
 */
public final class QueueClient implements QueueSender {
    private final VertxInternal vertx;
    private final DeliveryConfig config;
    private final Map<QueueService, ServiceLoop> loops = new LinkedHashMap<>();
    private final AttemptCount underWay = new AttemptCount();

    /** Makes the clients of all services, which takes half a second for the first. */
    public QueueClient(Vertx vertx, BrokerConfig config) {
        this.vertx = (VertxInternal) vertx;
        this.config = config.delivery();
        for (QueueService service : this.config.sqs().services()) {
            loops.put(service, loop(service, config.defaultRegion().name()));
        }
    }

    @Override
    public Future<AttemptOutcome> send(QueueMessage message) {
        Promise<AttemptOutcome> outcome = vertx.getOrCreateContext().promise();
        if (!underWay.begin()) {
            underWay.end(outcome, QueueOutcomes.STOPPING);
        } else if (message.attributes().size() > QueueMessage.MOST_ATTRIBUTES) {
            underWay.end(outcome, QueueOutcomes.TOO_MANY_ATTRIBUTES);
        } else {
            Optional<QueueService> service = config.sqs().serviceOf(message.endpoint());
            service.flatMap(each -> Optional.ofNullable(loops.get(each)))
                    .ifPresentOrElse(
                            loop -> loop.add(new Waiting(message, ending(outcome))),
                            () -> underWay.end(outcome, QueueOutcomes.UNSERVED));
        }
        return outcome.future();
    }

    @Override
    public Future<Void> close() {
        return underWay.drain().onComplete(ended -> loops.values().forEach(ServiceLoop::close));
    }

    /** What the loop completes with the outcome: of no context, so that it is counted where nobody waits for it any more. */
    private Promise<AttemptOutcome> ending(Promise<AttemptOutcome> caller) {
        Promise<AttemptOutcome> ended = Promise.promise();
        ended.future().onSuccess(outcome -> underWay.end(caller, outcome));
        return ended;
    }

    private ServiceLoop loop(QueueService service, String usualRegion) {
        // Contexts that belong to no verticle are made by Vert.x's own door only.
        Context context = vertx.createEventLoopContext();
        VertxHttp http = ServiceClients.http(vertx, context, config);
        SqsAsyncClient client = ServiceClients.make(http, service, usualRegion);
        Calls calls = new Calls(context, config.attemptTimeout());
        return new ServiceLoop(context, http, client, new BatchAttempts(client, new QueueUrls(client, calls), calls));
    }
}
