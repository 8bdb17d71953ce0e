package dev.carillon.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;

/**
 * One object of a delivery policy, read with the checks that AWS makes of each member, and refused in its words.
 *
 * @param path how AWS names the object; empty for the document itself
 */
record PolicyObject(String path, ObjectNode node) {
    /** Refuses members with other names than these. */
    PolicyObject withOnly(Set<String> members) throws PolicyFault {
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!members.contains(name)) {
                throw new PolicyFault("Unexpected JSON member: " + name);
            }
        }
        return this;
    }

    /** The object that is a member; empty when it is absent, or null. */
    Optional<PolicyObject> object(String member) throws PolicyFault {
        JsonNode value = node.path(member);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (value instanceof ObjectNode object) {
            return Optional.of(new PolicyObject(name(member), object));
        }
        throw mismatch(member, "object", value);
    }

    /** A whole number within bounds. */
    int integer(String member, int byDefault, int least, int most) throws PolicyFault {
        JsonNode value = node.path(member);
        if (value.isMissingNode()) {
            return byDefault;
        }
        if (!value.isIntegralNumber()) {
            throw mismatch(member, "integer", value);
        }
        if (value.bigIntegerValue().compareTo(BigInteger.valueOf(least)) < 0) {
            throw new PolicyFault(name(member) + " must be greater than or equal to " + least);
        }
        if (value.bigIntegerValue().compareTo(BigInteger.valueOf(most)) > 0) {
            throw new PolicyFault(name(member) + " must be less than or equal to " + most);
        }
        return value.intValue();
    }

    boolean flag(String member) throws PolicyFault {
        JsonNode value = node.path(member);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw mismatch(member, "boolean", value);
        }
        return value.asBoolean(false);
    }

    /** Empty when it is absent. */
    String text(String member) throws PolicyFault {
        JsonNode value = node.path(member);
        if (!value.isMissingNode() && !value.isTextual()) {
            throw mismatch(member, "string", value);
        }
        return value.asText("");
    }

    String name(String member) {
        return path.isEmpty() ? member : path + "." + member;
    }

    private PolicyFault mismatch(String member, String expected, JsonNode value) {
        return new PolicyFault(name(member) + " type mismatch, expecting " + expected + ", received " + kind(value));
    }

    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "a string";
            case BOOLEAN -> "a boolean";
            case NUMBER -> "a number";
            case ARRAY -> "an array";
            case OBJECT, POJO -> "an object";
            case NULL, MISSING, BINARY -> "null";
        };
    }
}
