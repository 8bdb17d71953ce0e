package dev.carillon.filter;

import dev.carillon.filter.policy.FieldValue;
import dev.carillon.filter.policy.Work;
import java.util.Arrays;
import java.util.List;

/**
 * The array elements of a body that hold objects or arrays, and which fields' values lie together: what a policy asks of
 * two fields must be found within one element of an array that both are in, as event-ruler has it.
 *
 * <pre>
 *   {"kind": "order", "items": [{"id": 1, "sizes": [...]}, {"id": 2}]}
 *
 *   0 body -+- 1 items -+- 2 element: id 1 -- 3 sizes -- ...      body and elements: what lies in them goes together
 *                       +- n element: id 2                        arrays: only one of their elements may be used
 * </pre>
 *
 * Nodes are numbered as they come, so that what lies in a node has a higher number. Used again for each message.
 */
final class ArrayElements {
    /** The body itself, outside all arrays. */
    static final int BODY = 0;

    /** What a policy may ask fields for at most: sets of sets of them fit into an int. */
    private static final int MOST_CONDITIONS = 5;

    private int[] parents = new int[16];
    private boolean[] isArray = new boolean[16];
    private int[] own = new int[16];
    private int[] reachable = new int[16];
    private int size;

    ArrayElements() {
        clear();
    }

    void clear() {
        size = 1;
    }

    /** Whether there is nothing but the body itself. */
    boolean isFlat() {
        return size == 1;
    }

    /** Adds an array to an element, or an element to an array. */
    int add(int parent) {
        if (size == parents.length) {
            parents = Arrays.copyOf(parents, 2 * size);
            isArray = Arrays.copyOf(isArray, 2 * size);
        }
        parents[size] = parent;
        isArray[size] = !isArray[parent];
        return size++;
    }

    /**
     * Whether values can be chosen that fulfil all conditions and lie together. From the last node to the first, each
     * gathers which conditions can be fulfilled within it: bit s of a node is set when the set s can.
     *
     * @param fulfilling the values that fulfil each condition
     */
    boolean liesTogether(List<List<FieldValue>> fulfilling, Work work) {
        if (fulfilling.size() > MOST_CONDITIONS) {
            throw new IllegalArgumentException("more fields than a policy may have: " + fulfilling.size());
        }
        work.spend(2 * size);
        mark(fulfilling, work);
        for (int node = size - 1; node > BODY; node--) {
            int parent = parents[node];
            if (isArray[node]) {
                reachable[parent] = unions(reachable[parent], reachable[node] | 1);
            } else {
                reachable[parent] |= reachable[node];
            }
        }
        int all = (1 << fulfilling.size()) - 1;
        return (reachable[BODY] & (1 << all)) != 0;
    }

    private void mark(List<List<FieldValue>> fulfilling, Work work) {
        if (own.length < size) {
            own = new int[parents.length];
            reachable = new int[parents.length];
        }
        Arrays.fill(own, 0, size, 0);
        for (int i = 0; i < fulfilling.size(); i++) {
            work.spend(fulfilling.get(i).size());
            for (FieldValue value : fulfilling.get(i)) {
                own[value.element()] |= 1 << i;
            }
        }
        for (int node = 0; node < size; node++) {
            reachable[node] = 1 << own[node];
        }
    }

    /** All unions of a set of the one and a set of the other. */
    private static int unions(int some, int others) {
        int unions = 0;
        for (int a = some; a != 0; a &= a - 1) {
            int set = Integer.numberOfTrailingZeros(a);
            for (int b = others; b != 0; b &= b - 1) {
                unions |= 1 << (set | Integer.numberOfTrailingZeros(b));
            }
        }
        return unions;
    }
}
