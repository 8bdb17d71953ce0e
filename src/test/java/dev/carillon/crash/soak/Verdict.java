package dev.carillon.crash.soak;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The faults that were found, with an example or two of each, and how much was looked at. */
final class Verdict {
    private static final int MOST_EXAMPLES = 3;

    private final Map<Fault, Integer> counts = new EnumMap<>(Fault.class);
    private final Map<Fault, List<String>> examples = new EnumMap<>(Fault.class);
    private long arrived;
    private long repeated;

    void add(Fault fault, String example) {
        int count = counts.merge(fault, 1, Integer::sum);
        if (count <= MOST_EXAMPLES) {
            examples.computeIfAbsent(fault, none -> new ArrayList<>()).add(example);
        }
    }

    void arrived(boolean isRepeated) {
        arrived++;
        repeated += isRepeated ? 1 : 0;
    }

    long arrived() {
        return arrived;
    }

    long repeated() {
        return repeated;
    }

    int count(Fault fault) {
        return counts.getOrDefault(fault, 0);
    }

    /** How many of a kind, and some of them. */
    String fault(Fault fault) {
        return count(fault) + " " + fault + " " + examples.getOrDefault(fault, List.of());
    }

    /** One line; empty when there is no fault. */
    String faults() {
        return counts.keySet().stream().map(this::fault).collect(Collectors.joining("; "));
    }
}
