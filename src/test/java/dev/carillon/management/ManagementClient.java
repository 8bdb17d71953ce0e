package dev.carillon.management;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Calls the management API in one region with one token, and holds every answer against the contract.
 *
 * @param token empty when none is sent
 */
record ManagementClient(int port, String token) {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    ManagementClient withToken(Object other) {
        return new ManagementClient(port, other.toString());
    }

    HttpResponse<String> get(String path) {
        return call("GET", path, "");
    }

    HttpResponse<String> post(String path, JsonObject body) {
        return call("POST", path, body.encode());
    }

    HttpResponse<String> patch(String path, JsonObject body) {
        return call("PATCH", path, body.encode());
    }

    HttpResponse<String> delete(String path) {
        return call("DELETE", path, "");
    }

    /** A call below the path of the region fr-par. */
    HttpResponse<String> call(String method, String path, String body) {
        return raw(method, "/mnq/v1beta1/regions/fr-par" + path, body);
    }

    HttpResponse<String> raw(String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("X-Auth-Token", token);
        }
        try {
            HttpResponse<String> reply = HTTP.send(request.build(), BodyHandlers.ofString());
            Contract.check(reply);
            return reply;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
