package dev.carillon.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.metrics.HealthCheck.State;
import dev.carillon.testing.LogLines;
import dev.carillon.testing.RawConnection;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class OpsRoutesTest {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final HttpClient client = HttpClient.newHttpClient();
    private volatile State journals = State.UP;
    private volatile State database = State.UP;
    private HttpServer server;

    @BeforeEach
    void startServer(Vertx vertx) throws Exception {
        OpsRoutes routes = new OpsRoutes(
                registry,
                List.of(new HealthCheck("journals", () -> journals), new HealthCheck("database", () -> database)));
        server = vertx.createHttpServer(OpsRoutes.serverOptions())
                .requestHandler(routes.router(vertx))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
    }

    @Test
    void isReadyWhenEveryCheckIsUp() throws Exception {
        HttpResponse<String> reply = get("/health/ready");

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(reply.body()))
                .isEqualTo(
                        new JsonObject("{\"status\":\"ready\",\"checks\":{\"journals\":\"up\",\"database\":\"up\"}}"));
    }

    @Test
    void staysReadyButSaysSoWhenDegraded() throws Exception {
        database = State.DEGRADED;

        HttpResponse<String> reply = get("/health/ready");

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(reply.body()).getString("status")).isEqualTo("degraded");
    }

    @Test
    void isNotReadyWhenOneCheckIsDownThoughItStillLives() throws Exception {
        journals = State.DOWN;
        database = State.DEGRADED;

        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void servesTheMetersAsPrometheusText() throws Exception {
        new BrokerMetrics(registry).sns().messagePublished(5);

        HttpResponse<String> reply = get("/metrics");

        assertThat(reply.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
        assertThat(reply.body()).contains("carillon_publish_bytes_total 5.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%zz", "/metrics%", "/health/%c3%28"})
    void refusesAPathThatCannotBeDecodedAndLogsNothing(String path) {
        try (LogLines lines = LogLines.ofAll();
                RawConnection connection = RawConnection.to(server.actualPort())) {
            String reply = connection
                    .send("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                    .rest();

            assertThat(reply).matches("(?s)HTTP/1.1 4[0-9]{2} .*");
            assertThat(lines.list()).isEmpty();
        }
    }

    /** This client asks for HTTP/2 with its first request. */
    @Test
    void staysWithTheProtocolThatItWasAskedIn() throws Exception {
        assertThat(get("/health/live").version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.actualPort() + path);
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
