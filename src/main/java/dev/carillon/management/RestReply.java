package dev.carillon.management;

import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;

/**
 * An answer before it is written.
 *
 * @param body not sent with 204
 * @param headers beyond those that every answer has
 */
record RestReply(int statusCode, JsonObject body, Map<String, String> headers) {
    static final int NO_CONTENT_STATUS = 204;

    RestReply {
        headers = Map.copyOf(headers);
    }

    static RestReply ok(JsonObject body) {
        return new RestReply(200, body, Map.of());
    }

    static RestReply noContent() {
        return new RestReply(NO_CONTENT_STATUS, new JsonObject(), Map.of());
    }

    boolean isRefusal() {
        return statusCode >= 400;
    }

    /** What SDKs tell errors apart by; empty in an answer that is none. */
    String type() {
        return isRefusal() ? body.getString("type") : "";
    }

    /** The same as the last answer on its connection. */
    RestReply andClose() {
        return withHeader("Connection", "close");
    }

    boolean isLast() {
        return headers.containsKey("Connection");
    }

    RestReply withHeader(String name, String value) {
        Map<String, String> all = new HashMap<>(headers);
        all.put(name, value);
        return new RestReply(statusCode, body, all);
    }

    /** Without the body, which may hold a secret. */
    @Override
    public String toString() {
        return "RestReply[" + statusCode + (isRefusal() ? ", " + type() : "") + "]";
    }
}
