package dev.carillon.delivery.endpoint;

import java.util.HashSet;
import java.util.Set;

/** The subscriptions of a shard whose breaker is open. Belongs to its thread. */
public final class OpenBreakers {
    private final Set<Long> open = new HashSet<>();

    /** For the metrics page, which another thread makes. */
    private volatile int shown;

    void set(long subscriptionNo, boolean isOpen) {
        boolean unused = isOpen ? open.add(subscriptionNo) : open.remove(subscriptionNo);
        shown = open.size();
    }

    /** How many there are; on any thread. */
    public int shown() {
        return shown;
    }
}
