package dev.carillon.bench.e2e;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/** The ways in which endpoints fail that cost whoever calls them time, connections or memory. */
final class BadEndpoints {
    static final String PREFIX = "/bad/";
    static final String HANG = PREFIX + "hang";

    /** Every way but the refused connection, for which there is a port that nobody listens on. */
    static final List<String> PATHS =
            List.of(HANG, PREFIX + "drip", PREFIX + "reset", PREFIX + "500", PREFIX + "flood", PREFIX + "redirect");

    private static final long FLOOD_BYTES = 10_000_000_000L;
    private static final Buffer PIECE = Buffer.buffer(new byte[64 * 1024]);

    private BadEndpoints() {}

    /** Answers a request, whose body has been read, as its path says. */
    static void answer(Vertx vertx, HttpServerRequest request) {
        HttpServerResponse response = request.response();
        switch (request.path().substring(PREFIX.length())) {
            case "drip" -> drip(vertx, response);
            case "reset" -> request.connection().close();
            case "500" -> response.setStatusCode(500).end();
            case "flood" -> flood(response.putHeader("Content-Length", Long.toString(FLOOD_BYTES)));
            case "redirect" ->
                response.setStatusCode(302).putHeader("Location", "/f/0").end();
            default -> {
                // Never answers.
            }
        }
    }

    private static void drip(Vertx vertx, HttpServerResponse response) {
        response.putHeader("Content-Length", "100000").write(Buffer.buffer("x"));
        long timer = vertx.setPeriodic(1_000, second -> response.write(Buffer.buffer("x")));
        response.closeHandler(closed -> vertx.cancelTimer(timer));
    }

    private static void flood(HttpServerResponse response) {
        while (!response.closed() && !response.writeQueueFull()) {
            response.write(PIECE);
        }
        response.drainHandler(drained -> flood(response));
    }
}
