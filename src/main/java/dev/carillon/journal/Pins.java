package dev.carillon.journal;

import dev.carillon.model.TimeSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Topics that keep their messages though nobody is subscribed yet. Each pin ends by its counterpart, or by itself when
 * whoever asked for it died. Belongs to the shard's thread.
 */
final class Pins {
    static final Duration LIFE = Duration.ofMinutes(1);

    private final TimeSource time;

    /** When each pin of a topic ends, the earliest first. */
    private final Map<Long, Deque<Long>> endNanos = new HashMap<>();

    Pins(TimeSource time) {
        this.time = time;
    }

    void pin(long topicNo) {
        endNanos.computeIfAbsent(topicNo, none -> new ArrayDeque<>()).addLast(time.nanoTime() + LIFE.toNanos());
    }

    /** Ends the pin that is the oldest: which one it is makes no difference while there are others. */
    void unpin(long topicNo) {
        endNanos.computeIfPresent(topicNo, (same, ends) -> {
            ends.removeFirst();
            return ends.isEmpty() ? null : ends;
        });
    }

    boolean isPinned(long topicNo) {
        return endNanos.computeIfPresent(topicNo, (same, ends) -> isOver(ends) ? null : ends) != null;
    }

    void forget(long topicNo) {
        endNanos.remove(topicNo);
    }

    /** Forgets what nobody asked after since it ended. */
    void forgetEnded() {
        endNanos.values().removeIf(this::isOver);
    }

    private boolean isOver(Deque<Long> ends) {
        while (!ends.isEmpty() && ends.getFirst() - time.nanoTime() <= 0) {
            ends.removeFirst();
        }
        return ends.isEmpty();
    }
}
