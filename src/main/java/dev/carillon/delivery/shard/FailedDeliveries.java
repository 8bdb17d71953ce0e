package dev.carillon.delivery.shard;

import dev.carillon.bus.FailedDelivery;
import dev.carillon.delivery.state.ReplayNumber;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The notifications of a shard whose last attempt failed: of each subscription the latest 20, of all together a bounded
 * number, the subscriptions that failed last. About 200 bytes each. Belongs to the shard's thread.
 */
public final class FailedDeliveries {
    static final int MOST_OF_ONE = 20;
    static final int MOST = 40_000;

    /** Of each subscription by message, both in the order of the last failure. */
    private final Map<Long, Map<UUID, FailedDelivery>> latest = new LinkedHashMap<>();

    private int size;

    /** Adds one, in place of what is known of an earlier attempt. */
    public void add(long number, FailedDelivery failed) {
        long subscriptionNo = ReplayNumber.subscription(number);
        Map<UUID, FailedDelivery> known = latest.remove(subscriptionNo);
        Map<UUID, FailedDelivery> ofOne = known == null ? new LinkedHashMap<>() : known;
        latest.put(subscriptionNo, ofOne);
        size -= ofOne.size();
        ofOne.remove(failed.messageId());
        ofOne.put(failed.messageId(), failed);
        if (ofOne.size() > MOST_OF_ONE) {
            var unused = removeFirst(ofOne.values().iterator());
        }
        size += ofOne.size();
        while (size > MOST) {
            size -= removeFirst(latest.values().iterator()).size();
        }
    }

    /** A notification arrived after all. */
    void delivered(long number, UUID messageId) {
        long subscriptionNo = ReplayNumber.subscription(number);
        Map<UUID, FailedDelivery> ofOne = latest.get(subscriptionNo);
        if (ofOne != null && ofOne.remove(messageId) != null) {
            size--;
            if (ofOne.isEmpty()) {
                latest.remove(subscriptionNo);
            }
        }
    }

    /** The subscription is gone. What its replay left when it ended stays. */
    public void forget(long subscriptionNo) {
        Map<UUID, FailedDelivery> gone = latest.remove(subscriptionNo);
        size -= gone == null ? 0 : gone.size();
    }

    /** Latest first. */
    public List<FailedDelivery> of(long subscriptionNo) {
        List<FailedDelivery> list =
                new ArrayList<>(latest.getOrDefault(subscriptionNo, Map.of()).values());
        Collections.reverse(list);
        return list;
    }

    private static <T> T removeFirst(Iterator<T> all) {
        T first = all.next();
        all.remove();
        return first;
    }
}
