package dev.carillon.crash.soak;

import java.util.Arrays;

/** What arrived at one subscription, in the order in which it did: 13 bytes for each message. */
final class Arrivals {
    /** Called with each message that arrived. */
    interface Each {
        void arrived(int number, long at, boolean isRaw);
    }

    private long[] times = new long[16];
    private int[] numbers = new int[16];
    private boolean[] raws = new boolean[16];
    private int size;

    synchronized void add(int number, long at, boolean isRaw) {
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            numbers = Arrays.copyOf(numbers, 2 * size);
            raws = Arrays.copyOf(raws, 2 * size);
        }
        times[size] = at;
        numbers[size] = number;
        raws[size] = isRaw;
        size++;
    }

    /** Those that came so far, without holding up others: whoever is called may ask for anything. */
    void forEach(Each each) {
        Arrivals now = now();
        for (int i = 0; i < now.size; i++) {
            each.arrived(now.numbers[i], now.times[i], now.raws[i]);
        }
    }

    /** What is in the arrays is never written again. */
    private synchronized Arrivals now() {
        Arrivals now = new Arrivals();
        now.times = times;
        now.numbers = numbers;
        now.raws = raws;
        now.size = size;
        return now;
    }
}
