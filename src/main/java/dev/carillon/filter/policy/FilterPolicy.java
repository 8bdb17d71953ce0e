package dev.carillon.filter.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A subscription's filter policy, checked: a message matches when all conditions of one of its alternatives hold, of
 * which there is more than one only with {@code $or}. Immutable.
 *
 * <p>What may be in it and what is said of a fault is in the AWS SNS developer guide, "Filter policy constraints", and
 * in event-ruler, AWS's own engine, whose compiler looks at each policy here.
 */
public final class FilterPolicy {
    /** In bytes of UTF-8. */
    public static final int MAX_BYTES = 256 * 1_024;

    private static final long MAX_COMBINATIONS = PolicyOutline.MOST_ALTERNATIVES;
    private static final int MAX_DEPTH = 50;
    private static final String TOO_COMPLEX = "Filter policy is too complex";
    private static final Pattern NOTHING = Pattern.compile("\\s*(\\{\\s*\\}\\s*)?");

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNameLength(1_024)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final FilterScope scope;
    private final List<List<Condition>> alternatives;

    private FilterPolicy(FilterScope scope, List<List<Condition>> alternatives) {
        this.scope = scope;
        this.alternatives = alternatives;
    }

    /** Whether a text stands for no filter at all. */
    public static boolean isNone(String json) {
        return NOTHING.matcher(json).matches();
    }

    /** Reads what is not {@link #isNone nothing}. May take some milliseconds; asks nobody. */
    public static PolicyOutcome read(String json, FilterScope scope) {
        if (json.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            return new PolicyOutcome.Refused("Filter policy is larger than " + MAX_BYTES + " bytes");
        }
        try {
            JsonNode root = JSON.readTree(json);
            return root instanceof ObjectNode policy
                    ? read(json, policy, scope)
                    : new PolicyOutcome.Refused(RulerCheck.objection(json).orElse("Filter is not an object"));
        } catch (JsonProcessingException | NumberFormatException malformed) {
            // The latter is what Jackson has for exponents of more than nine digits.
            return new PolicyOutcome.Refused("failed to parse JSON. " + malformed.getMessage());
        }
    }

    /** Of a policy that could not be read: no message matches it. */
    public static FilterPolicy matchingNothing() {
        return new FilterPolicy(FilterScope.MESSAGE_ATTRIBUTES, List.of());
    }

    public FilterScope scope() {
        return scope;
    }

    /** All conditions of one of them must hold; none when no message can match. */
    public List<List<Condition>> alternatives() {
        return alternatives;
    }

    /** Its outline first: only a policy of bounded size is worked out. */
    private static PolicyOutcome read(String json, ObjectNode policy, FilterScope scope) {
        return objection(json, policy, scope)
                .<PolicyOutcome>map(PolicyOutcome.Refused::new)
                .orElseGet(() -> readAlternatives(policy, scope));
    }

    private static Optional<String> objection(String json, ObjectNode policy, FilterScope scope) {
        PolicyOutline outline = PolicyOutline.of(policy);
        if (scope == FilterScope.MESSAGE_ATTRIBUTES && outline.isNested()) {
            return Optional.of("Filter policy scope MessageAttributes does not support nested filter policy");
        }
        if (outline.keys().size() > PolicyOutline.MOST_KEYS) {
            return Optional.of("Filter policy can not have more than " + PolicyOutline.MOST_KEYS + " keys");
        }
        if (outline.isTooComplex()) {
            return Optional.of(TOO_COMPLEX);
        }
        return RulerCheck.objection(json);
    }

    private static PolicyOutcome readAlternatives(ObjectNode policy, FilterScope scope) {
        List<Map<String, PolicyReader.Leaf>> alternatives = PolicyReader.alternatives(policy);
        long combinations =
                alternatives.stream().mapToLong(PolicyReader::combinations).sum();
        if (combinations > MAX_COMBINATIONS) {
            return new PolicyOutcome.Refused(TOO_COMPLEX);
        }
        return new PolicyOutcome.Accepted(new FilterPolicy(scope, PolicyReader.conditions(alternatives)));
    }
}
