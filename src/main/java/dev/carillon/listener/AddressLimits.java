package dev.carillon.listener;

import dev.carillon.config.LimitsConfig;
import dev.carillon.model.TimeSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What one client address may take of a listener: connections, and attempts to guess a signature or token; and how many
 * connections all have. Shared by the listener's event loops, since the connections of one client are spread over them;
 * every method may be called on any thread and never blocks.
 */
public final class AddressLimits {
    /** Over it those that fail are counted together with their neighbours. */
    private static final int MOST_ADDRESSES = 16_384;

    private final int maxConnections;
    private final int failuresPerSecond;
    private final TokenBuckets<String> failures;
    private final Map<String, Integer> connections = new ConcurrentHashMap<>();
    private final int maxOfAll;
    private final AtomicInteger ofAll = new AtomicInteger();

    public AddressLimits(LimitsConfig limits, TimeSource time) {
        this(limits, time, Descriptors.forListener());
    }

    AddressLimits(LimitsConfig limits, TimeSource time, int maxOfAll) {
        this.maxOfAll = maxOfAll;
        maxConnections = limits.connectionsPerAddress();
        failuresPerSecond = limits.failedAuthenticationsPerSecond();
        failures = new TokenBuckets<>(failuresPerSecond, MOST_ADDRESSES, ClientAddress::neighbours, time);
    }

    /** Takes a place for one more connection; each that was taken must be given back. */
    boolean connect(String address) {
        int count = connections.merge(address, 1, Integer::sum);
        if (ofAll.incrementAndGet() > maxOfAll || count > maxConnections) {
            disconnect(address);
            return false;
        }
        return true;
    }

    /** Gives a place back. */
    void disconnect(String address) {
        int unused = ofAll.decrementAndGet();
        connections.computeIfPresent(address, (same, count) -> count > 1 ? count - 1 : null);
    }

    /**
     * Counts a request that did not prove who sent it: without a signature or token, with a wrong one, or in a form in which
     * nobody can.
     */
    public void countFailure(String address) {
        failures.takeAnyway(address);
    }

    /** How many failures an address may have. */
    public int failuresPerSecond() {
        return failuresPerSecond;
    }

    /** Whether the address failed so often that it is not listened to for the moment. */
    public boolean isSilenced(String address) {
        return failures.isEmpty(address);
    }
}
