package dev.carillon.filter;

import dev.carillon.filter.policy.Condition;
import dev.carillon.filter.policy.ValuePattern;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Chooses of each rule the condition by which messages find it: the one that the fewest messages and the fewest other
 * rules fulfil. The other conditions are looked at only then. So a value that all policies ask for costs nothing, as long
 * as they differ in something else.
 */
final class AccessChoice {
    private record Asked(String field, ValuePattern pattern) {}

    private final Map<Asked, Integer> rulesAsking = new HashMap<>();
    private final int rules;

    AccessChoice(List<Rule> all) {
        rules = all.size();
        for (Rule rule : all) {
            for (Condition condition : rule.conditions()) {
                condition
                        .patterns()
                        .forEach(pattern -> rulesAsking.merge(new Asked(condition.field(), pattern), 1, Integer::sum));
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
        for (ValuePattern pattern : condition.patterns()) {
            cost += rulesAsking.getOrDefault(new Asked(condition.field(), pattern), 0);
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
