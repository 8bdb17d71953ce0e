package dev.carillon.crash;

import java.util.Arrays;

/** How often each number came, a byte a number, so that the books of millions of messages fit into a test's memory. */
final class Tally {
    private byte[] counts = new byte[1024];
    private long distinct;
    private long total;

    synchronized void add(int number) {
        if (number >= counts.length) {
            counts = Arrays.copyOf(counts, Math.max(number + 1, 2 * counts.length));
        }
        distinct += counts[number] == 0 ? 1 : 0;
        total++;
        counts[number] = (byte) Math.min(Byte.MAX_VALUE, counts[number] + 1);
    }

    /** How often a number came; 127 stands for more, too. */
    synchronized int of(int number) {
        return number < counts.length ? counts[number] : 0;
    }

    synchronized long distinct() {
        return distinct;
    }

    /** How many numbers came, each as often as it came. */
    synchronized long total() {
        return total;
    }

    /** How many different numbers came that are not below the limit. */
    synchronized long distinctFrom(int limit) {
        long above = 0;
        for (int number = limit; number < counts.length; number++) {
            above += counts[number] > 0 ? 1 : 0;
        }
        return above;
    }
}
