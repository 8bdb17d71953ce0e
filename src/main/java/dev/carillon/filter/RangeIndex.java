package dev.carillon.filter;

import dev.carillon.filter.policy.ValuePattern.NumberWithin;
import dev.carillon.filter.policy.Work;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Finds the ranges that hold a number without looking at the others: sorted by their lower end, as a binary tree whose
 * nodes know the highest upper end below them.
 */
final class RangeIndex {
    record Entry(NumberWithin range, int number) {}

    private final Entry[] sorted;
    private final double[] highest;

    RangeIndex(List<Entry> entries) {
        sorted = entries.stream()
                .sorted(Comparator.comparingDouble(entry -> entry.range().low()))
                .toArray(Entry[]::new);
        highest = new double[sorted.length];
        var unused = fill(0, sorted.length);
    }

    boolean isEmpty() {
        return sorted.length == 0;
    }

    void find(double number, Work work, IntConsumer found) {
        find(number, 0, sorted.length, work, found);
    }

    private void find(double number, int from, int to, Work work, IntConsumer found) {
        int middle = (from + to) >>> 1;
        if (from >= to || highest[middle] < number) {
            return;
        }
        work.spend(1);
        find(number, from, middle, work, found);
        Entry entry = sorted[middle];
        if (entry.range().low() <= number) {
            if (entry.range().contains(number)) {
                found.accept(entry.number());
            }
            find(number, middle + 1, to, work, found);
        }
    }

    private double fill(int from, int to) {
        if (from >= to) {
            return Double.NEGATIVE_INFINITY;
        }
        int middle = (from + to) >>> 1;
        double below = Math.max(fill(from, middle), fill(middle + 1, to));
        highest[middle] = Math.max(below, sorted[middle].range().high());
        return highest[middle];
    }
}
