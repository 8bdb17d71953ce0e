package dev.carillon.management;

import dev.carillon.bus.BrokerBus;
import dev.carillon.bus.FailedDelivery;
import dev.carillon.bus.FailedDeliveryList;
import dev.carillon.bus.ListFailedDeliveries;
import dev.carillon.catalog.view.CatalogView;
import dev.carillon.model.SubscriptionArn;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * {@code GET /subscriptions/<subscriptionArn>/failed-deliveries}, for operators: asks the delivery shard of the
 * subscription's topic. 404 for an unknown subscription, 503 while delivery does not run. Belongs on the ops port, which
 * asks nobody who they are.
 */
public final class FailedDeliveryRoute {
    private static final String PATH = "/subscriptions/:subscriptionArn/failed-deliveries";

    private final CatalogView catalog;
    private final BrokerBus bus;

    public FailedDeliveryRoute(CatalogView catalog, BrokerBus bus) {
        this.catalog = catalog;
        this.bus = bus;
    }

    /** Adds it to a router, which may be in use already. */
    public void addTo(Router router) {
        router.get(PATH).handler(this::onRequest);
    }

    private void onRequest(RoutingContext context) {
        String arn = context.pathParam("subscriptionArn");
        Optional<ListFailedDeliveries> request = SubscriptionArn.parse(arn).flatMap(this::request);
        if (request.isEmpty()) {
            refuse(context, 404, "there is no such subscription");
            return;
        }
        bus.failedDeliveries(request.get())
                .onSuccess(list -> end(context, 200, json(arn, list)))
                .onFailure(away -> refuse(context, 503, "delivery does not run"));
    }

    private Optional<ListFailedDeliveries> request(SubscriptionArn arn) {
        return catalog.topic(arn.topic())
                .flatMap(topic -> Optional.ofNullable(topic.subscriptions().get(arn.id()))
                        .map(subscription -> new ListFailedDeliveries(topic.topicNo(), subscription.subscriptionNo())));
    }

    private static JsonObject json(String arn, FailedDeliveryList list) {
        JsonArray deliveries = new JsonArray();
        list.deliveries().forEach(each -> deliveries.add(json(each)));
        return new JsonObject().put("subscriptionArn", arn).put("failedDeliveries", deliveries);
    }

    /** A status of 0 means that there was none, and is left out. */
    private static JsonObject json(FailedDelivery failed) {
        JsonObject json = new JsonObject()
                .put("messageId", failed.messageId().toString())
                .put("at", failed.at())
                .put("endpoint", failed.endpoint());
        if (failed.statusCode() != 0) {
            json.put("statusCode", failed.statusCode());
        }
        json.put("error", failed.error()).put("attempts", failed.attempts());
        return failed.next()
                .fold(
                        dueAt -> json.put("nextAttemptAt", dueAt),
                        reason -> json.put("dropped", reason),
                        redrive -> json.put(redrive.isDone() ? "redrivenTo" : "redrivingTo", redrive.queueArn()));
    }

    private static void refuse(RoutingContext context, int status, String error) {
        end(context, status, new JsonObject().put("error", error));
    }

    /** The peer may be gone by now, which concerns nobody here. */
    private static void end(RoutingContext context, int status, JsonObject body) {
        var unused = context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(body.encode());
    }
}
