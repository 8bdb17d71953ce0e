package dev.carillon.delivery;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The lanes that may have something to do. An entry of the shard (a message, a timer, the end of an attempt) puts lanes
 * here and then runs the queue, so that no lane ever runs within another. Belongs to the shard's thread.
 */
final class TurnQueue {
    private final Set<SubscriptionLane> ready = new LinkedHashSet<>();
    private final Set<FairShare> freed = new LinkedHashSet<>();
    private final ArrayDeque<FairShare> waking = new ArrayDeque<>();
    private boolean isRunning;

    void ready(SubscriptionLane lane) {
        ready.add(lane);
    }

    /** Something of this was given back: who waits for it gets a turn. */
    void freed(FairShare capacity) {
        if (capacity.hasWaiting()) {
            freed.add(capacity);
        }
    }

    /** Gives every ready lane its turn. */
    void run() {
        if (isRunning) {
            return;
        }
        isRunning = true;
        try {
            while (!ready.isEmpty() || !freed.isEmpty()) {
                waking.addAll(freed);
                freed.clear();
                while (!waking.isEmpty()) {
                    waking.poll().wakeWaiting();
                }
                runReady();
            }
        } finally {
            isRunning = false;
        }
    }

    private void runReady() {
        SubscriptionLane[] lanes = ready.toArray(SubscriptionLane[]::new);
        ready.clear();
        for (SubscriptionLane lane : lanes) {
            lane.send();
        }
    }
}
