package dev.carillon.filter.policy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a policy says of one field: one of its patterns must match one of the field's values, or their absence. Immutable,
 * compared by value, so that what many policies say is kept once.
 */
public final class Condition {
    private final String field;
    private final List<ValuePattern> patterns;
    private final Set<String> texts = new HashSet<>();
    private final List<ValuePattern> others;
    private final boolean allowsAbsence;
    private final int hash;

    Condition(String field, List<ValuePattern> patterns) {
        this.field = field;
        this.patterns = List.copyOf(patterns);
        allowsAbsence = patterns.stream().anyMatch(ValuePattern.Absent.class::isInstance);
        patterns.forEach(pattern -> {
            if (pattern instanceof ValuePattern.Exact exact) {
                texts.add(exact.text());
            }
        });
        others = patterns.stream()
                .filter(pattern -> !(pattern instanceof ValuePattern.Exact))
                .toList();
        hash = SecretHash.of(
                SecretHash.of(field),
                SecretHash.of(patterns.stream().mapToInt(Object::hashCode).toArray()));
    }

    /** The names on the way to it, joined by dots. */
    public String field() {
        return field;
    }

    public List<ValuePattern> patterns() {
        return patterns;
    }

    public boolean allowsAbsence() {
        return allowsAbsence;
    }

    /**
     * Whether a value fulfils it.
     *
     * @throws Work.OverLimit when it takes too much
     */
    public boolean matches(FieldValue value, Work work) {
        work.spend(1 + others.size());
        if (value.isText() && texts.contains(value.text())) {
            return true;
        }
        for (ValuePattern other : others) {
            if (other.matches(value, work)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether it holds for a field with these values, which may be none.
     *
     * @throws Work.OverLimit when it takes too much
     */
    public boolean holds(List<FieldValue> values, Work work) {
        if (values.isEmpty()) {
            return allowsAbsence;
        }
        for (FieldValue value : values) {
            if (matches(value, work)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Condition condition
                && field.equals(condition.field)
                && patterns.equals(condition.patterns);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
