package dev.carillon.filter;

import dev.carillon.filter.policy.Work;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/** Finds which prefixes, or suffixes, a text has: a look-up for each of their lengths. */
final class AffixIndex {
    private final boolean isSuffix;
    private final TreeMap<Integer, IntLists<String>> byLength = new TreeMap<>();

    AffixIndex(boolean isSuffix) {
        this.isSuffix = isSuffix;
    }

    boolean isEmpty() {
        return byLength.isEmpty();
    }

    void add(String affix, int number) {
        byLength.computeIfAbsent(affix.length(), length -> new IntLists<>()).add(affix, number);
    }

    void find(String text, Work work, IntConsumer found) {
        for (Map.Entry<Integer, IntLists<String>> each : byLength.entrySet()) {
            int length = each.getKey();
            if (length > text.length()) {
                return;
            }
            work.spend(1 + length / 16);
            String affix = isSuffix ? text.substring(text.length() - length) : text.substring(0, length);
            each.getValue().find(affix, found);
        }
    }
}
