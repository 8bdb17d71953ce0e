package dev.carillon.filter;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;

/** Numbers by key. Small arrays rather than lists, since a look-up happens for each value of each message. */
final class IntLists<K> {
    private static final int[] NOTHING = {};

    private final Map<K, int[]> lists = new HashMap<>();

    boolean isEmpty() {
        return lists.isEmpty();
    }

    void add(K key, int number) {
        lists.merge(key, new int[] {number}, IntLists::joined);
    }

    void find(K key, IntConsumer found) {
        for (int number : list(key)) {
            found.accept(number);
        }
    }

    /** The numbers themselves, not a copy. */
    int[] list(K key) {
        return lists.getOrDefault(key, NOTHING);
    }

    private static int[] joined(int[] before, int[] added) {
        int[] joined = Arrays.copyOf(before, before.length + added.length);
        System.arraycopy(added, 0, joined, before.length, added.length);
        return joined;
    }
}
