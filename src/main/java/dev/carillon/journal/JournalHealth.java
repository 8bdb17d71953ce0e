package dev.carillon.journal;

import dev.carillon.metrics.HealthCheck;
import dev.carillon.model.TimeSource;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether messages can be stored: there is space, and no journal failed lately. A failure is over with the topic's next
 * append that succeeds, or after a while: a broker that got no traffic for being down could never show that it is well
 * again. Safe on every thread.
 */
final class JournalHealth {
    static final Duration MEMORY = Duration.ofSeconds(30);

    private final TimeSource time;
    private final DiskWatermark disk;
    private final Map<Long, Long> failedAtNanos = new ConcurrentHashMap<>();

    JournalHealth(TimeSource time, DiskWatermark disk) {
        this.time = time;
        this.disk = disk;
    }

    HealthCheck check() {
        return new HealthCheck("journals", this::state);
    }

    void failed(long topicNo) {
        failedAtNanos.put(topicNo, time.nanoTime());
    }

    /** The topic's journal works, or is gone. Called at every append. */
    void worked(long topicNo) {
        if (!failedAtNanos.isEmpty()) {
            failedAtNanos.remove(topicNo);
        }
    }

    private HealthCheck.State state() {
        failedAtNanos.values().removeIf(at -> time.nanoTime() - at > MEMORY.toNanos());
        return disk.isTooFull() || !failedAtNanos.isEmpty() ? HealthCheck.State.DOWN : HealthCheck.State.UP;
    }
}
