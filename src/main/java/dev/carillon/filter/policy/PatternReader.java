package dev.carillon.filter.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.carillon.filter.policy.ValuePattern.Absent;
import dev.carillon.filter.policy.ValuePattern.AddressIs;
import dev.carillon.filter.policy.ValuePattern.AddressWithin;
import dev.carillon.filter.policy.ValuePattern.Affix;
import dev.carillon.filter.policy.ValuePattern.AnythingBut;
import dev.carillon.filter.policy.ValuePattern.Exact;
import dev.carillon.filter.policy.ValuePattern.IgnoringCase;
import dev.carillon.filter.policy.ValuePattern.Literal;
import dev.carillon.filter.policy.ValuePattern.NumberIs;
import dev.carillon.filter.policy.ValuePattern.NumberWithin;
import dev.carillon.filter.policy.ValuePattern.Present;
import dev.carillon.filter.policy.ValuePattern.Wildcard;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what a policy without a fault says of one field. */
final class PatternReader {
    private static final String IGNORING_CASE = "equals-ignore-case";

    private PatternReader() {}

    static List<ValuePattern> patterns(ArrayNode values) {
        List<ValuePattern> patterns = new ArrayList<>();
        values.forEach(value -> patterns.add(pattern(value)));
        return patterns;
    }

    private static ValuePattern pattern(JsonNode value) {
        if (value.isTextual()) {
            return IpText.parse(value.textValue())
                    .<ValuePattern>map(AddressIs::new)
                    .orElseGet(() -> new Exact(value.textValue()));
        }
        if (value.isNumber()) {
            double number = number(value);
            return Double.isNaN(number) ? new Literal(value.asText()) : new NumberIs(number);
        }
        if (!value.isObject()) {
            return new Literal(value.asText());
        }
        Map.Entry<String, JsonNode> operator = value.properties().iterator().next();
        return operator(operator.getKey(), operator.getValue());
    }

    private static ValuePattern operator(String name, JsonNode operand) {
        return switch (name) {
            case "exactly" -> new Exact(operand.textValue());
            case "prefix", "suffix" -> affix(operand, name.equals("suffix"));
            case IGNORING_CASE -> new IgnoringCase(CaseFold.of(operand.textValue()));
            case "wildcard" -> new Wildcard(new WildcardText(operand.textValue()));
            case "numeric" -> range((ArrayNode) operand);
            case "cidr" -> network(operand.textValue());
            case "exists" -> operand.booleanValue() ? new Present() : new Absent();
            case "anything-but" -> anythingBut(operand);
            default -> throw new IllegalArgumentException("an operator that event-ruler knows and we do not: " + name);
        };
    }

    private static ValuePattern affix(JsonNode operand, boolean isSuffix) {
        return operand.isObject()
                ? new Affix(CaseFold.of(operand.get(IGNORING_CASE).textValue()), isSuffix, true)
                : new Affix(operand.textValue(), isSuffix, false);
    }

    private static ValuePattern range(ArrayNode terms) {
        double low = -Double.MAX_VALUE;
        boolean isLowIn = true;
        double high = Double.MAX_VALUE;
        boolean isHighIn = true;
        for (int i = 0; i + 1 < terms.size(); i += 2) {
            String comparison = terms.get(i).textValue();
            double bound = number(terms.get(i + 1));
            if (comparison.equals("=")) {
                return new NumberIs(bound);
            }
            if (comparison.startsWith(">")) {
                low = bound;
                isLowIn = comparison.endsWith("=");
            } else {
                high = bound;
                isHighIn = comparison.endsWith("=");
            }
        }
        return new NumberWithin(low, isLowIn, high, isHighIn);
    }

    private static ValuePattern network(String cidr) {
        int slash = cidr.indexOf('/');
        byte[] first = IpText.bytes(cidr.substring(0, slash)).orElseThrow();
        byte[] last = first.clone();
        int prefixBits = Integer.parseInt(cidr.substring(slash + 1).replace("/", ""));
        for (int bit = prefixBits; bit < 8 * first.length; bit++) {
            int mask = 0x80 >> (bit % 8);
            first[bit / 8] &= (byte) ~mask;
            last[bit / 8] |= (byte) mask;
        }
        return new AddressWithin(IpText.hex(first), IpText.hex(last));
    }

    private static ValuePattern anythingBut(JsonNode operand) {
        if (operand.isObject()) {
            Map.Entry<String, JsonNode> inner = operand.properties().iterator().next();
            List<ValuePattern> others = new ArrayList<>();
            each(inner.getValue()).forEach(value -> others.add(operator(inner.getKey(), value)));
            return new AnythingBut(Set.of(), Set.of(), others);
        }
        Set<String> texts = new HashSet<>();
        Set<Double> numbers = new HashSet<>();
        each(operand).forEach(value -> {
            if (value.isTextual()) {
                texts.add(value.textValue());
            } else {
                numbers.add(number(value));
            }
        });
        return new AnythingBut(texts, numbers, List.of());
    }

    private static Iterable<JsonNode> each(JsonNode operand) {
        return operand.isArray() ? operand : List.of(operand);
    }

    private static double number(JsonNode node) {
        return NumberText.exact(node.decimalValue());
    }
}
