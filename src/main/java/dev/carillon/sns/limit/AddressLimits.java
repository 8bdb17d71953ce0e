package dev.carillon.sns.limit;

import dev.carillon.config.LimitsConfig;
import dev.carillon.model.TimeSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What one client address may take: connections, and attempts to guess a signature. Shared by all event loops, since the
 * connections of one client are spread over them; every method may be called on any thread and never blocks.
 */
public final class AddressLimits {
    private static final int MOST_ADDRESSES = 16_384;

    private final int maxConnections;
    private final TokenBuckets<String> failures;
    private final Map<String, Integer> connections = new ConcurrentHashMap<>();

    public AddressLimits(LimitsConfig limits, TimeSource time) {
        maxConnections = limits.connectionsPerAddress();
        failures = new TokenBuckets<>(limits.failedAuthenticationsPerSecond(), MOST_ADDRESSES, time);
    }

    /** Takes a place for one more connection; each that was taken must be given back. */
    public boolean connect(String address) {
        int count = connections.merge(address, 1, Integer::sum);
        if (count > maxConnections) {
            disconnect(address);
            return false;
        }
        return true;
    }

    /** Gives a place back. */
    public void disconnect(String address) {
        connections.computeIfPresent(address, (same, count) -> count > 1 ? count - 1 : null);
    }

    /** Counts a request that was not signed, or not rightly. */
    public void authenticationFailed(String address) {
        failures.takeAnyway(address);
    }

    /** Whether the address failed so often that it is not listened to for the moment. */
    public boolean isSilenced(String address) {
        return failures.isEmpty(address);
    }
}
