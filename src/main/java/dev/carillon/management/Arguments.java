package dev.carillon.management;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.carillon.model.ProjectId;
import dev.carillon.model.SnsPermissions;
import dev.carillon.model.Uuids;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * The arguments of one call. Reading a bad one gives nothing, or a stand-in that is not used, and is remembered, so that one
 * reply names all of them. An empty parameter of the query counts as left out: the Go SDK sends those that were not set.
 */
final class Arguments {
    static final int MAX_NAME_LENGTH = 500;

    private static final String UUID_HELP = "value must be a valid UUID";

    private final MultiMap query;
    private final ObjectNode body;
    private final List<InvalidArgument> invalid = new ArrayList<>();

    Arguments(MultiMap query, ObjectNode body) {
        this.query = query;
        this.body = body;
    }

    /** What was bad so far; empty when all was well. */
    List<InvalidArgument> invalid() {
        return List.copyOf(invalid);
    }

    Optional<UUID> pathId(String name, String text) {
        return parsed(name, text, Uuids::parse, UUID_HELP);
    }

    Optional<ProjectId> queryProject(String name) {
        return queryText(name).flatMap(text -> parsed(name, text, ProjectId::parse, UUID_HELP));
    }

    Optional<ProjectId> requiredQueryProject(String name) {
        if (queryText(name).isEmpty()) {
            invalid.add(InvalidArgument.required(name));
        }
        return queryProject(name);
    }

    int queryNumber(String name, int usual, int max) {
        String help = "value must be a whole number from 1 to " + max;
        return queryText(name)
                .flatMap(text -> parsed(name, text, Arguments::number, help))
                .map(number -> {
                    if (number < 1 || number > max) {
                        invalid.add(InvalidArgument.constraint(name, help));
                    }
                    return number.intValue();
                })
                .orElse(usual);
    }

    CredentialOrder queryOrder(String name) {
        Optional<String> text = queryText(name);
        Optional<CredentialOrder> order = text.flatMap(CredentialOrder::parse);
        if (text.isPresent() && order.isEmpty()) {
            invalid.add(InvalidArgument.constraint(name, "value must be one of " + CredentialOrder.NAMES));
        }
        return order.orElse(CredentialOrder.CREATED_AT_ASC);
    }

    Optional<ProjectId> requiredProject(String name) {
        Optional<JsonNode> node = member(body, name);
        String text = node.filter(JsonNode::isTextual).map(JsonNode::textValue).orElse("");
        if (text.isEmpty() && node.map(JsonNode::isTextual).orElse(true)) {
            invalid.add(InvalidArgument.required(name));
            return Optional.empty();
        }
        return parsed(name, text, ProjectId::parse, UUID_HELP);
    }

    /** A name, which may be empty here; empty too when it is left out or null. */
    Optional<String> name(String name) {
        Optional<JsonNode> node = member(body, name);
        if (node.isPresent() && !node.get().isTextual()) {
            invalid.add(InvalidArgument.format(name, "value must be a string"));
            return Optional.empty();
        }
        return node.map(JsonNode::textValue).filter(text -> checkText(name, text));
    }

    Optional<String> nonEmptyName(String name) {
        Optional<String> text = name(name);
        if (text.isPresent() && text.get().isEmpty()) {
            invalid.add(InvalidArgument.constraint(name, "value must have 1 to " + MAX_NAME_LENGTH + " characters"));
        }
        return text;
    }

    /** The permissions that were given; whatever is left out or null is as in {@code usual}. */
    Function<SnsPermissions, SnsPermissions> permissions(String name) {
        Optional<JsonNode> node = member(body, name);
        if (node.isPresent() && !node.get().isObject()) {
            invalid.add(InvalidArgument.format(name, "value must be an object"));
        }
        JsonNode permissions = node.filter(JsonNode::isObject).orElse(body.objectNode());
        Optional<Boolean> canPublish = flag(name, permissions, "can_publish");
        Optional<Boolean> canReceive = flag(name, permissions, "can_receive");
        Optional<Boolean> canManage = flag(name, permissions, "can_manage");
        return usual -> new SnsPermissions(
                canPublish.orElse(usual.canPublish()),
                canReceive.orElse(usual.canReceive()),
                canManage.orElse(usual.canManage()));
    }

    private Optional<Boolean> flag(String parent, JsonNode object, String name) {
        Optional<JsonNode> node = member(object, name);
        if (node.isPresent() && !node.get().isBoolean()) {
            invalid.add(InvalidArgument.format(parent + "." + name, "value must be true or false"));
            return Optional.empty();
        }
        return node.map(JsonNode::booleanValue);
    }

    /** Whether a text can be stored; when not, that is noted. PostgreSQL's text holds neither NUL nor half a surrogate pair. */
    private boolean checkText(String name, String text) {
        boolean isShort = text.codePointCount(0, text.length()) <= MAX_NAME_LENGTH;
        boolean isText = text.indexOf(0) < 0
                && text.codePoints().noneMatch(point -> Character.getType(point) == Character.SURROGATE);
        if (!isShort) {
            invalid.add(InvalidArgument.constraint(name, "value must have 1 to " + MAX_NAME_LENGTH + " characters"));
        } else if (!isText) {
            invalid.add(InvalidArgument.constraint(name, "value must be text"));
        }
        return isShort && isText;
    }

    private Optional<String> queryText(String name) {
        return Optional.ofNullable(query.get(name)).filter(text -> !text.isEmpty());
    }

    private static Optional<JsonNode> member(JsonNode object, String name) {
        return Optional.ofNullable(object.get(name)).filter(node -> !node.isNull());
    }

    private static Optional<Long> number(String text) {
        return text.matches("-?[0-9]{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    private <T> Optional<T> parsed(String name, String text, Function<String, Optional<T>> parser, String help) {
        Optional<T> value = parser.apply(text);
        if (value.isEmpty()) {
            invalid.add(InvalidArgument.format(name, help));
        }
        return value;
    }
}
