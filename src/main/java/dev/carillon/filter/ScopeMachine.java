package dev.carillon.filter;

import dev.carillon.filter.policy.Condition;
import dev.carillon.filter.policy.FieldValue;
import dev.carillon.filter.policy.Work;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * All rules of one scope. A message's values find, in the index of their field, the conditions that they fulfil; each
 * leads to the rules that are found by it, whose other conditions are then looked at, each once a message:
 *
 * <pre>
 *   value -> FieldIndex -> condition -> rules found by it -> do their other conditions hold? -> slot of the subscription
 * </pre>
 *
 * Of one thread at a time.
 */
final class ScopeMachine {
    private static final byte UNKNOWN = 0;
    private static final byte HOLDS = 1;
    private static final byte FAILS = 2;

    private final Map<String, Integer> fields = new LinkedHashMap<>();
    private final List<Condition> conditions = new ArrayList<>();
    private final int[] fieldOf;
    private final int[] slots;
    private final int[][] conditionsOf;
    private final int[][] rulesFoundBy;
    private final FieldIndex[] indexes;
    private final int[] foundByAbsence;
    private final MessageFields values;
    private final byte[] known;
    private final boolean[] isFound;
    private final int[] touched;
    private int touchedCount;

    ScopeMachine(List<Rule> rules) {
        Map<Condition, Integer> numbers = new HashMap<>();
        rules.forEach(rule -> rule.conditions().forEach(condition -> number(condition, numbers)));
        fieldOf = conditions.stream()
                .mapToInt(condition -> fields.computeIfAbsent(condition.field(), field -> fields.size()))
                .toArray();
        slots = rules.stream().mapToInt(Rule::slot).toArray();
        conditionsOf = rules.stream()
                .map(rule -> rule.conditions().stream().mapToInt(numbers::get).toArray())
                .toArray(int[][]::new);
        rulesFoundBy = rulesFoundBy(rules, numbers);
        indexes = indexes();
        foundByAbsence = wanted(condition -> conditions.get(condition).allowsAbsence());
        values = new MessageFields(fields.size());
        known = new byte[conditions.size()];
        isFound = new boolean[conditions.size()];
        touched = new int[conditions.size()];
    }

    /** The numbers of the fields, by the names on the way to them joined by dots. */
    Map<String, Integer> fields() {
        return fields;
    }

    /** To be filled with a message's values, and cleared before. */
    MessageFields values() {
        return values;
    }

    /**
     * Gives the slots whose policies the values match, some more than once.
     *
     * @throws Work.OverLimit when it takes too much
     */
    void match(Work work, IntConsumer matched) {
        forget();
        values.forEachField(field -> {
            for (FieldValue value : values.of(field)) {
                work.spend(1);
                indexes[field].find(value, work, condition -> onFound(condition, work, matched));
            }
        });
        for (int condition : foundByAbsence) {
            if (values.of(fieldOf[condition]).isEmpty()) {
                onFound(condition, work, matched);
            }
        }
    }

    private void onFound(int condition, Work work, IntConsumer matched) {
        if (isFound[condition]) {
            return;
        }
        isFound[condition] = true;
        know(condition, HOLDS);
        for (int rule : rulesFoundBy[condition]) {
            work.spend(1);
            if (holds(rule, work)) {
                matched.accept(slots[rule]);
            }
        }
    }

    private boolean holds(int rule, Work work) {
        for (int condition : conditionsOf[rule]) {
            if (!conditionHolds(condition, work)) {
                return false;
            }
        }
        return conditionsOf[rule].length == 1 || values.elements().isFlat() || liesTogether(rule, work);
    }

    private boolean conditionHolds(int condition, Work work) {
        if (known[condition] == UNKNOWN) {
            boolean holds = conditions.get(condition).holds(values.of(fieldOf[condition]), work);
            know(condition, holds ? HOLDS : FAILS);
        }
        return known[condition] == HOLDS;
    }

    private boolean liesTogether(int rule, Work work) {
        List<List<FieldValue>> fulfilling = new ArrayList<>();
        for (int condition : conditionsOf[rule]) {
            List<FieldValue> all = values.of(fieldOf[condition]);
            if (!all.isEmpty()) {
                fulfilling.add(all.stream()
                        .filter(value -> conditions.get(condition).matches(value, work))
                        .toList());
            }
        }
        return values.elements().liesTogether(fulfilling, work);
    }

    private void know(int condition, byte what) {
        if (known[condition] == UNKNOWN) {
            touched[touchedCount++] = condition;
        }
        known[condition] = what;
    }

    private void forget() {
        for (int i = 0; i < touchedCount; i++) {
            known[touched[i]] = UNKNOWN;
            isFound[touched[i]] = false;
        }
        touchedCount = 0;
    }

    private void number(Condition condition, Map<Condition, Integer> numbers) {
        if (numbers.putIfAbsent(condition, conditions.size()) == null) {
            conditions.add(condition);
        }
    }

    private int[][] rulesFoundBy(List<Rule> rules, Map<Condition, Integer> numbers) {
        AccessChoice choice = new AccessChoice(rules);
        IntLists<Integer> found = new IntLists<>();
        for (int rule = 0; rule < rules.size(); rule++) {
            found.add(numbers.getOrDefault(choice.of(rules.get(rule)), 0), rule);
        }
        int[][] all = new int[conditions.size()][];
        Arrays.setAll(all, found::list);
        return all;
    }

    private FieldIndex[] indexes() {
        FieldIndex[] all = new FieldIndex[fields.size()];
        Map<Integer, List<Integer>> byField = new HashMap<>();
        for (int condition : wanted(any -> true)) {
            byField.computeIfAbsent(fieldOf[condition], field -> new ArrayList<>())
                    .add(condition);
        }
        Arrays.setAll(all, field -> {
            List<Integer> own = byField.getOrDefault(field, List.of());
            return new FieldIndex(
                    own.stream().map(conditions::get).toList(),
                    own.stream().mapToInt(Integer::intValue).toArray());
        });
        return all;
    }

    /** The conditions of a kind by which rules are found. */
    private int[] wanted(IntPredicate kind) {
        return IntStream.range(0, conditions.size())
                .filter(condition -> rulesFoundBy[condition].length > 0 && kind.test(condition))
                .toArray();
    }
}
