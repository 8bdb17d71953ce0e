package dev.carillon.delivery.turn;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The lanes that may have something to do. An entry of the shard (a message, a timer, the end of an attempt) puts lanes
 * here and then runs the queue, so that no lane ever runs within another. Belongs to the shard's thread.
 */
public final class TurnQueue {
    private final Set<Runnable> ready = new LinkedHashSet<>();

    /** Of a round that is under way. */
    private final ArrayDeque<Runnable> turns = new ArrayDeque<>();

    private final Set<FairShare> freed = new LinkedHashSet<>();
    private final ArrayDeque<FairShare> waking = new ArrayDeque<>();
    private final Set<FairShare> unfinished = new LinkedHashSet<>();
    private final Timers timers;
    private boolean isRunning;

    public TurnQueue(Timers timers) {
        this.timers = timers;
    }

    /**
     * Puts a lane in line, which has one turn however often it is ready.
     *
     * @param turn of the lane, always the same object
     */
    public void ready(Runnable turn) {
        ready.add(turn);
    }

    /** Something of this was given back: who waits for it gets a turn. */
    public void freed(FairShare capacity) {
        if (capacity.hasWaiting()) {
            freed.add(capacity);
        }
    }

    /** Gives every ready lane its turn. One that throws costs the others nothing: theirs come soon. */
    public void run() {
        if (isRunning) {
            return;
        }
        isRunning = true;
        try {
            while (!turns.isEmpty() || !ready.isEmpty() || !freed.isEmpty()) {
                waking.addAll(freed);
                freed.clear();
                while (!waking.isEmpty()) {
                    wake(waking.poll());
                }
                runReady();
            }
        } finally {
            isRunning = false;
            if (!turns.isEmpty()) {
                timers.soon(this::run);
            }
        }
    }

    /** A long line is looked through in pieces, so that other topics get their turn. */
    private void wake(FairShare capacity) {
        if (capacity.wakeWaiting() && unfinished.add(capacity) && unfinished.size() == 1) {
            timers.soon(this::goOn);
        }
    }

    private void goOn() {
        unfinished.forEach(this::freed);
        unfinished.clear();
        run();
    }

    private void runReady() {
        turns.addAll(ready);
        ready.clear();
        while (!turns.isEmpty()) {
            turns.poll().run();
        }
    }
}
