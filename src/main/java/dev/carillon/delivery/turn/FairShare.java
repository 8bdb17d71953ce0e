package dev.carillon.delivery.turn;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Divides a capacity (places at an origin, bytes under way) among subscriptions such that those which never give back
 * leave room for the others:
 *
 * <pre>
 *   0                    half                    capacity
 *   | anybody, any amount  | one's first, or within   |
 *   |                      | one's share of this half |
 * </pre>
 *
 * Hanging ones together never hold more than half. Whoever is refused waits in line; when something was given back, the
 * line is looked through from its head, and whoever may go on is woken. Belongs to the shard's thread.
 */
public final class FairShare {
    /** A look at all of a long line would make every release dear. */
    private static final int LOOKS_AT_ONCE = 64;

    private final long capacity;
    private final Set<Share> waiting = new LinkedHashSet<>();
    private long taken;
    private long takenByHanging;
    private int holders;

    /** Of those who wait, how many were not looked at since something was given back. */
    private int notLookedAt;

    public FairShare(long capacity) {
        this.capacity = Math.max(1, capacity);
    }

    boolean hasWaiting() {
        return !waiting.isEmpty();
    }

    /**
     * A new share that holds nothing.
     *
     * @param wake tries again what was refused
     */
    public Share share(Runnable wake) {
        return new Share(wake);
    }

    /**
     * Wakes those who may go on now, longest first, and looks at no more than a bounded number.
     *
     * @return whether others are still to be looked at: whoever may go on can stand behind any number of those who may not,
     *     and nobody else may ever give anything back
     */
    boolean wakeWaiting() {
        for (int looks = 0; looks < LOOKS_AT_ONCE && hasRoom() && notLookedAt > 0; looks++) {
            Iterator<Share> line = waiting.iterator();
            Share first = line.next();
            line.remove();
            notLookedAt--;
            if (first.isAllowed(first.wanted)) {
                first.wake.run();
            } else {
                waiting.add(first);
            }
        }
        return hasRoom() && notLookedAt > 0;
    }

    private boolean hasRoom() {
        notLookedAt = Math.min(notLookedAt, waiting.size());
        return taken < capacity;
    }

    /** What one subscription holds. */
    public final class Share {
        private final Runnable wake;
        private long held;
        private long wanted;
        private boolean isHanging;

        private Share(Runnable wake) {
            this.wake = wake;
        }

        public boolean isWaiting() {
            return waiting.contains(this);
        }

        /** Takes an amount, or gets in line. A single holder may take any amount: nothing is larger than everything. */
        public boolean take(long amount) {
            if (!isAllowed(amount)) {
                wanted = amount;
                waiting.add(this);
                return false;
            }
            waiting.remove(this);
            change(amount);
            return true;
        }

        public void giveBack(long amount) {
            change(-amount);
            notLookedAt = waiting.size();
        }

        /** Gets out of line. */
        public void leave() {
            waiting.remove(this);
        }

        public void setHanging(boolean hangs) {
            if (hangs != isHanging) {
                takenByHanging += hangs ? held : -held;
                isHanging = hangs;
            }
        }

        private boolean isAllowed(long amount) {
            if (taken == 0) {
                return true;
            }
            long after = taken + amount;
            if (after > capacity || (isHanging && takenByHanging > 0 && takenByHanging + amount > capacity / 2)) {
                return false;
            }
            return after <= capacity / 2 || held == 0 || held + amount <= capacity / 2 / Math.max(1, holders);
        }

        private void change(long amount) {
            holders -= held > 0 ? 1 : 0;
            held += amount;
            taken += amount;
            takenByHanging += isHanging ? amount : 0;
            holders += held > 0 ? 1 : 0;
        }
    }
}
