package dev.carillon.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;

/** Reads and writes policies; the limits are those of the contract, "Input limits". */
final class PolicyJson {
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(50)
                            .maxNameLength(1_024)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private PolicyJson() {}

    /** Empty when the text is not one JSON object. */
    static Optional<ObjectNode> object(String json) {
        try {
            JsonNode root = JSON.readTree(json);
            return root instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JsonProcessingException | NumberFormatException malformed) {
            // The latter is what Jackson has for exponents of more than nine digits.
            return Optional.empty();
        }
    }

    /** What is wrong with a text that is to be an object with no other members than these; empty when nothing is. */
    static Optional<String> objection(String json, Set<String> members) {
        Optional<ObjectNode> object = object(json);
        if (object.isEmpty()) {
            return Optional.of("failed to parse JSON.");
        }
        for (Iterator<String> names = object.get().fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!members.contains(name)) {
                return Optional.of("invalid JSON. Attribute " + name + " is unknown.");
            }
        }
        return Optional.empty();
    }

    /** Whether a text is empty, or an object without members. */
    static boolean isNothing(String json) {
        return json.isEmpty() || object(json).filter(ObjectNode::isEmpty).isPresent();
    }

    /**
     * Reads a delivery policy.
     *
     * @param none what a blank text stands for
     */
    static <T> PolicyReading<T> read(String json, T none, Form<T> form) {
        if (json.isBlank()) {
            return new PolicyReading.Right<>(none);
        }
        Optional<ObjectNode> document = object(json);
        if (document.isEmpty()) {
            return new PolicyReading.Wrong<>("failed to parse JSON");
        }
        try {
            return new PolicyReading.Right<>(form.of(new PolicyObject("", document.get())));
        } catch (PolicyFault fault) {
            return new PolicyReading.Wrong<>(fault.text());
        }
    }

    /** Without a space. */
    static String text(JsonNode node) {
        return node.toString();
    }

    /** Makes a policy of its document. */
    interface Form<T> {
        T of(PolicyObject root) throws PolicyFault;
    }
}
