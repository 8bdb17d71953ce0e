package dev.carillon.delivery;

import java.util.ArrayDeque;
import java.util.List;

/** The notifications of a shard that were given up last, a bounded number. Belongs to the shard's thread. */
final class FailedDeliveries {
    private static final int MOST = 1_000;

    private final ArrayDeque<FailedDelivery> latest = new ArrayDeque<>();

    void add(FailedDelivery failed) {
        if (latest.size() == MOST) {
            latest.removeFirst();
        }
        latest.addLast(failed);
    }

    /** Oldest first. */
    List<FailedDelivery> list() {
        return List.copyOf(latest);
    }
}
