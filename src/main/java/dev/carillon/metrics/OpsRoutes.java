package dev.carillon.metrics;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * The pages of the ops port: {@code /metrics} for Prometheus, {@code /health/live} and {@code /health/ready}. Live says
 * that the process answers; ready says that it should get traffic, and stays 200 while it is only degraded.
 */
public final class OpsRoutes {
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry;
    private final List<HealthCheck> checks;

    public OpsRoutes(PrometheusMeterRegistry registry, List<HealthCheck> checks) {
        this.registry = registry;
        this.checks = List.copyOf(checks);
    }

    /**
     * HTTP/1.1 only, as Prometheus speaks it: with a client that asks to go on in HTTP/2 without TLS, Vert.x may send the
     * rest of a long page behind the switch as it stands, and the client waits for ever.
     */
    public static HttpServerOptions serverOptions() {
        return new HttpServerOptions().setHttp2ClearTextEnabled(false);
    }

    /** The routes, for a server that the caller starts with {@link #serverOptions}. */
    public Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        router.get("/metrics").handler(this::onMetrics);
        router.get("/health/live").handler(OpsRoutes::onLive);
        router.get("/health/ready").handler(this::onReady);
        // Of a path that cannot be decoded Vert.x Web logs a stack where nobody handles it.
        router.errorHandler(400, context -> end(context.response().setStatusCode(400), "Bad Request"));
        return router;
    }

    private void onMetrics(RoutingContext context) {
        end(context.response().putHeader("Content-Type", PROMETHEUS_TEXT), registry.scrape(PROMETHEUS_TEXT));
    }

    private static void onLive(RoutingContext context) {
        end(json(context.response()), new JsonObject().put("status", "up").encode());
    }

    private void onReady(RoutingContext context) {
        HealthCheck.State worst = HealthCheck.State.UP;
        JsonObject parts = new JsonObject();
        for (HealthCheck check : checks) {
            HealthCheck.State state = check.state().get();
            parts.put(check.name(), word(state));
            worst = state.compareTo(worst) > 0 ? state : worst;
        }
        HttpServerResponse response = json(context.response());
        response.setStatusCode(worst == HealthCheck.State.DOWN ? 503 : 200);
        end(
                response,
                new JsonObject()
                        .put("status", worst == HealthCheck.State.UP ? "ready" : word(worst))
                        .put("checks", parts)
                        .encode());
    }

    private static String word(HealthCheck.State state) {
        return switch (state) {
            case UP -> "up";
            case DEGRADED -> "degraded";
            case DOWN -> "down";
        };
    }

    private static HttpServerResponse json(HttpServerResponse response) {
        return response.putHeader("Content-Type", "application/json").putHeader("Cache-Control", "no-store");
    }

    /** The peer may be gone by now, which concerns nobody here. */
    private static void end(HttpServerResponse response, String body) {
        var unused = response.end(body);
    }
}
