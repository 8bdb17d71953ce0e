package dev.carillon.management;

import dev.carillon.model.ProjectId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Every error that the management API gives, in the form that Scaleway's SDKs dispatch on. */
final class RestError {
    private static final String RETRY_AFTER = "Retry-After";
    private static final String RETRY_SECONDS = "1";

    private RestError() {}

    static RestReply invalidArguments(Collection<InvalidArgument> arguments) {
        return invalidArguments(400, arguments);
    }

    static RestReply malformedRequest() {
        return invalidArguments(400, List.of(InvalidArgument.format("request", "value must be an HTTP request")));
    }

    static RestReply methodNotAllowed() {
        return invalidArguments(
                405, List.of(new InvalidArgument("method", "unknown", "the method is not allowed on this path")));
    }

    static RestReply bodyTooLarge(int maxBytes) {
        return invalidArguments(
                413, List.of(InvalidArgument.constraint("body", "value must be at most " + maxBytes + " bytes")));
    }

    /** @param reason {@code invalid_argument}, {@code not_found} or {@code expired} */
    static RestReply deniedAuthentication(String reason) {
        return reply(
                401,
                error("denied_authentication", "authentication is denied")
                        .put("method", "api_key")
                        .put("reason", reason));
    }

    static RestReply permissionsDenied(Action action) {
        return reply(
                403,
                error("permissions_denied", "insufficient permissions")
                        .put(
                                "details",
                                new JsonArray()
                                        .add(new JsonObject()
                                                .put("resource", "sns")
                                                .put("action", action.wireName()))));
    }

    /** Terraform tries again for two minutes when {@code resource} is {@code namespace}, so that it never is. */
    static RestReply notFound(String resource, String id) {
        return reply(
                404,
                error("not_found", "resource is not found")
                        .put("resource", resource)
                        .put("resource_id", id));
    }

    static RestReply alreadyExists(String resource, String id, String help) {
        return reply(
                409,
                error("already_exists", "resource already exists")
                        .put("resource", resource)
                        .put("resource_id", id)
                        .put("help_message", help));
    }

    static RestReply preconditionFailed(String precondition, String help) {
        return reply(
                412,
                error("precondition_failed", "precondition is not respected")
                        .put("precondition", precondition)
                        .put("help_message", help));
    }

    static RestReply quotaExceeded(String resource, long quota, long current, ProjectId project) {
        return reply(
                403,
                error("quotas_exceeded", "quota exceeded for this resource")
                        .put(
                                "details",
                                new JsonArray()
                                        .add(new JsonObject()
                                                .put("resource", resource)
                                                .put("quota", quota)
                                                .put("current", current)
                                                .put("project_id", project.toString()))));
    }

    /** For a limit by the second, which is respected again one second later. */
    static RestReply tooManyRequests(String help, int perSecond, Instant now) {
        return reply(
                        429,
                        error("too_many_requests", "too many requests")
                                .put("help_message", help)
                                .put(
                                        "limit",
                                        new JsonObject().put("quota", perSecond).put("window_seconds", 1))
                                .put("reset_seconds", 1)
                                .put("reset_at", WireTime.text(now.plusSeconds(1))))
                .withHeader(RETRY_AFTER, RETRY_SECONDS);
    }

    static RestReply unavailable(String message) {
        return reply(503, error("service_unavailable", message)).withHeader(RETRY_AFTER, RETRY_SECONDS);
    }

    /** The log tells more, under the request's id. */
    static RestReply internalError() {
        return reply(500, error("internal_error", "internal error"));
    }

    private static RestReply invalidArguments(int statusCode, Collection<InvalidArgument> arguments) {
        JsonArray details = new JsonArray();
        arguments.forEach(argument -> details.add(argument.json()));
        return reply(
                statusCode, error("invalid_arguments", "invalid argument(s)").put("details", details));
    }

    private static JsonObject error(String type, String message) {
        return new JsonObject().put("type", type).put("message", message);
    }

    private static RestReply reply(int statusCode, JsonObject body) {
        return new RestReply(statusCode, body, Map.of());
    }
}
