package dev.carillon.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.bus.BrokerBus;
import dev.carillon.bus.FailedDelivery;
import dev.carillon.bus.FailedDelivery.Next;
import dev.carillon.bus.FailedDeliveryList;
import dev.carillon.bus.ListFailedDeliveries;
import dev.carillon.catalog.view.CatalogView;
import dev.carillon.catalog.view.CatalogViews;
import dev.carillon.model.ProjectId;
import dev.carillon.model.ProjectScope;
import dev.carillon.model.ProjectView;
import dev.carillon.model.Protocol;
import dev.carillon.model.Region;
import dev.carillon.model.Subscription;
import dev.carillon.model.SubscriptionArn;
import dev.carillon.model.SubscriptionState.Confirmed;
import dev.carillon.model.Topic;
import dev.carillon.model.TopicArn;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class FailedDeliveryRouteTest {
    private static final TopicArn TOPIC =
            new TopicArn("scw", new ProjectScope(new ProjectId(new UUID(1, 2)), new Region("fr-par")), "orders");
    private static final SubscriptionArn ARN = new SubscriptionArn(TOPIC, new UUID(3, 4));

    private final HttpClient client = HttpClient.newHttpClient();
    private BrokerBus bus;
    private HttpServer server;

    @BeforeEach
    void startServer(Vertx vertx) {
        bus = new BrokerBus(vertx, 2);
        CatalogView catalog = CatalogViews.showing();
        Subscription subscription = new Subscription(
                42,
                ARN,
                Protocol.LAMBDA,
                "https://user:secret@example.org/f?key=secret",
                new Confirmed(0, ""),
                false,
                false,
                Instant.EPOCH,
                Map.of());
        Topic topic = new Topic(7, TOPIC, Map.of(), Map.of(), Map.of(ARN.id(), subscription), 0);
        CatalogViews.show(
                catalog,
                new ProjectView(TOPIC.scope(), 1, Instant.EPOCH, Instant.EPOCH, Map.of("orders", topic), Map.of()));
        Router router = Router.router(vertx);
        new FailedDeliveryRoute(catalog, bus).addTo(router);
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .await();
    }

    @Test
    void listsWhatTheTopicsShardKnows() throws Exception {
        FailedDelivery retried = new FailedDelivery(
                Instant.ofEpochSecond(60),
                new UUID(0, 1),
                "https://example.org",
                503,
                "status",
                2,
                new Next.Retry(Instant.ofEpochSecond(80)));
        FailedDelivery dropped = new FailedDelivery(
                Instant.ofEpochSecond(50),
                new UUID(0, 2),
                "https://example.org",
                0,
                "timeout",
                4,
                new Next.Dropped("EXHAUSTED"));
        answer(List.of(retried, dropped));

        HttpResponse<String> reply = get(ARN.toString());

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(new JsonObject(reply.body())).isEqualTo(new JsonObject("""
                {"subscriptionArn": "%s", "failedDeliveries": [
                    {"messageId": "00000000-0000-0000-0000-000000000001", "at": "1970-01-01T00:01:00Z",
                     "endpoint": "https://example.org", "statusCode": 503, "error": "status", "attempts": 2,
                     "nextAttemptAt": "1970-01-01T00:01:20Z"},
                    {"messageId": "00000000-0000-0000-0000-000000000002", "at": "1970-01-01T00:00:50Z",
                     "endpoint": "https://example.org", "error": "timeout", "attempts": 4, "dropped": "EXHAUSTED"}]}
                """.formatted(ARN)));
    }

    @Test
    void saysWhereAMessageWentInstead() throws Exception {
        String queue = "arn:aws:sqs:eu-west-3:123456789012:dead";
        answer(List.of(failed(new Next.Redrive(queue, true)), failed(new Next.Redrive(queue, false))));

        JsonObject body = new JsonObject(get(ARN.toString()).body());

        assertThat(body.getJsonArray("failedDeliveries").getJsonObject(0).getString("redrivenTo"))
                .isEqualTo(queue);
        assertThat(body.getJsonArray("failedDeliveries").getJsonObject(1).getString("redrivingTo"))
                .isEqualTo(queue);
    }

    @Test
    void knowsNothingOfASubscriptionThatIsNotThere() throws Exception {
        answer(List.of());

        assertThat(get(new SubscriptionArn(TOPIC, new UUID(3, 5)).toString()).statusCode())
                .isEqualTo(404);
        assertThat(get("nonsense").statusCode()).isEqualTo(404);
    }

    @Test
    void saysSoWhileDeliveryDoesNotRun() throws Exception {
        assertThat(get(ARN.toString()).statusCode()).isEqualTo(503);
    }

    private static FailedDelivery failed(Next next) {
        return new FailedDelivery(Instant.EPOCH, new UUID(0, 1), "https://example.org", 404, "status", 1, next);
    }

    private void answer(List<FailedDelivery> deliveries) {
        var unused = bus.onFailedDeliveries(
                        1,
                        request -> request.equals(new ListFailedDeliveries(7, 42))
                                ? Future.succeededFuture(new FailedDeliveryList(deliveries))
                                : Future.failedFuture("asked for another: " + request))
                .await();
    }

    private HttpResponse<String> get(String subscription) throws IOException, InterruptedException {
        URI uri = URI.create(
                "http://127.0.0.1:" + server.actualPort() + "/subscriptions/" + subscription + "/failed-deliveries");
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
