package dev.carillon.filter;

import dev.carillon.filter.policy.Condition;
import dev.carillon.filter.policy.FieldValue;
import dev.carillon.filter.policy.ValuePattern;
import dev.carillon.filter.policy.ValuePattern.AddressIs;
import dev.carillon.filter.policy.ValuePattern.Affix;
import dev.carillon.filter.policy.ValuePattern.Exact;
import dev.carillon.filter.policy.ValuePattern.IgnoringCase;
import dev.carillon.filter.policy.ValuePattern.Literal;
import dev.carillon.filter.policy.ValuePattern.NumberIs;
import dev.carillon.filter.policy.ValuePattern.NumberWithin;
import dev.carillon.filter.policy.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Finds the conditions of one field that a value fulfils. What can be looked up is; only wildcards, networks,
 * {@code anything-but} and {@code exists}, of which the last two match nearly everything anyway, are tried one by one.
 */
final class FieldIndex {
    private record Tried(ValuePattern pattern, int condition) {}

    private final IntLists<String> texts = new IntLists<>();
    private final IntLists<String> literals = new IntLists<>();
    private final IntLists<Double> numbers = new IntLists<>();
    private final IntLists<String> folded = new IntLists<>();
    private final IntLists<String> addresses = new IntLists<>();
    private final AffixIndex prefixes = new AffixIndex(false);
    private final AffixIndex suffixes = new AffixIndex(true);
    private final AffixIndex foldedPrefixes = new AffixIndex(false);
    private final AffixIndex foldedSuffixes = new AffixIndex(true);
    private final RangeIndex ranges;
    private final List<Tried> tried = new ArrayList<>();

    /** @param conditions by the numbers that {@link #find} gives */
    FieldIndex(List<Condition> conditions, int[] numbersOfConditions) {
        List<RangeIndex.Entry> within = new ArrayList<>();
        for (int i = 0; i < conditions.size(); i++) {
            for (ValuePattern pattern : conditions.get(i).patterns()) {
                add(pattern, numbersOfConditions[i], within);
            }
        }
        ranges = new RangeIndex(within);
    }

    /** May give a condition more than once. */
    void find(FieldValue value, Work work, IntConsumer found) {
        if (value.isText()) {
            findText(value, work, found);
        } else {
            findLiteral(value, work, found);
        }
        work.spend(tried.size());
        for (Tried each : tried) {
            if (each.pattern().matches(value, work)) {
                found.accept(each.condition());
            }
        }
    }

    private void findText(FieldValue value, Work work, IntConsumer found) {
        texts.find(value.text(), found);
        prefixes.find(value.text(), work, found);
        suffixes.find(value.text(), work, found);
        if (!folded.isEmpty()) {
            folded.find(value.folded(), found);
        }
        if (!foldedPrefixes.isEmpty()) {
            foldedPrefixes.find(value.folded(), work, found);
        }
        if (!foldedSuffixes.isEmpty()) {
            foldedSuffixes.find(value.folded(), work, found);
        }
        if (!addresses.isEmpty()) {
            addresses.find(value.address(), found);
        }
    }

    private void findLiteral(FieldValue value, Work work, IntConsumer found) {
        literals.find(value.text(), found);
        if (!numbers.isEmpty()) {
            numbers.find(value.number(), found);
        }
        if (!ranges.isEmpty() && !Double.isNaN(value.number())) {
            ranges.find(value.number(), work, found);
        }
    }

    private void add(ValuePattern pattern, int condition, List<RangeIndex.Entry> within) {
        if (pattern instanceof Exact exact) {
            texts.add(exact.text(), condition);
        } else if (pattern instanceof Literal literal) {
            literals.add(literal.spelled(), condition);
        } else if (pattern instanceof NumberIs is) {
            numbers.add(is.number(), condition);
        } else if (pattern instanceof IgnoringCase ignoring) {
            folded.add(ignoring.folded(), condition);
        } else if (pattern instanceof AddressIs address) {
            addresses.add(address.address(), condition);
        } else if (pattern instanceof Affix affix) {
            affixes(affix).add(affix.affix(), condition);
        } else if (pattern instanceof NumberWithin range) {
            within.add(new RangeIndex.Entry(range, condition));
        } else if (!(pattern instanceof ValuePattern.Absent)) {
            tried.add(new Tried(pattern, condition));
        }
    }

    private AffixIndex affixes(Affix affix) {
        if (affix.ignoresCase()) {
            return affix.isSuffix() ? foldedSuffixes : foldedPrefixes;
        }
        return affix.isSuffix() ? suffixes : prefixes;
    }
}
