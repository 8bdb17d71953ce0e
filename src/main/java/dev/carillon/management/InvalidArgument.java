package dev.carillon.management;

import io.vertx.core.json.JsonObject;

/**
 * One argument that is missing or wrong.
 *
 * @param name of a query parameter, of a path's parameter, or the path of a member in the body
 * @param reason {@code required}, {@code format}, {@code constraint} or {@code unknown}
 */
record InvalidArgument(String name, String reason, String help) {
    static InvalidArgument required(String name) {
        return new InvalidArgument(name, "required", "value is required");
    }

    static InvalidArgument format(String name, String help) {
        return new InvalidArgument(name, "format", help);
    }

    static InvalidArgument constraint(String name, String help) {
        return new InvalidArgument(name, "constraint", help);
    }

    JsonObject json() {
        return new JsonObject().put("argument_name", name).put("reason", reason).put("help_message", help);
    }
}
