package dev.carillon.filter;

import dev.carillon.filter.policy.Condition;
import dev.carillon.filter.policy.ValuePattern;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Chooses of each rule the condition by which messages find it: the one that the fewest messages and the fewest other
 * rules fulfil. The other conditions are looked at only then. So a value that all policies ask for costs nothing, as long
 * as they differ in something else.
 */
final class AccessChoice {
    /** How many rules ask a field for a pattern. */
    private static final class Count {
        private int rules;
    }

    /** Of the patterns of a condition, in their order: a pattern may be long, and is looked up once. */
    private final IdentityHashMap<Condition, List<Count>> counts = new IdentityHashMap<>();

    private final int rules;

    AccessChoice(List<Rule> all) {
        rules = all.size();
        Map<String, Map<ValuePattern, Count>> byField = new HashMap<>();
        for (Rule rule : all) {
            for (Condition condition : rule.conditions()) {
                Map<ValuePattern, Count> ofField = byField.computeIfAbsent(condition.field(), field -> new HashMap<>());
                List<Count> own = condition.patterns().stream()
                        .map(pattern -> ofField.computeIfAbsent(pattern, first -> new Count()))
                        .toList();
                own.forEach(count -> count.rules++);
                counts.put(condition, own);
            }
        }
    }

    Condition of(Rule rule) {
        Condition cheapest = rule.conditions().get(0);
        for (Condition condition : rule.conditions()) {
            if (cost(condition) < cost(cheapest)) {
                cheapest = condition;
            }
        }
        return cheapest;
    }

    private long cost(Condition condition) {
        long cost = 0;
        for (Count count : counts.getOrDefault(condition, List.of())) {
            cost += count.rules;
        }
        for (ValuePattern pattern : condition.patterns()) {
            if (pattern instanceof ValuePattern.Affix) {
                cost += 2;
            } else if (pattern instanceof ValuePattern.NumberWithin) {
                cost += rules / 4 + 2;
            } else if (!isLookedUp(pattern)) {
                cost += rules;
            }
        }
        return cost;
    }

    private static boolean isLookedUp(ValuePattern pattern) {
        return pattern instanceof ValuePattern.Exact
                || pattern instanceof ValuePattern.Literal
                || pattern instanceof ValuePattern.NumberIs
                || pattern instanceof ValuePattern.IgnoringCase
                || pattern instanceof ValuePattern.AddressIs;
    }
}
