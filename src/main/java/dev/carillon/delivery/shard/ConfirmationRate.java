package dev.carillon.delivery.shard;

import dev.carillon.model.ProjectId;
import dev.carillon.model.TimeSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets so many confirmations an hour through to each origin, so that nobody floods a third party's server by subscribing
 * it. One for all shards. Safe on every thread: what is known of an origin is looked at and changed only while the map
 * keeps everybody else from it.
 */
public final class ConfirmationRate {
    private static final long HOUR_NANOS = TimeUnit.HOURS.toNanos(1);

    /** Over so many origins within an hour, further ones are refused, and those of one project over a quarter of it. */
    static final int MOST_ORIGINS = 10_000;

    static final int MOST_ORIGINS_OF_A_PROJECT = MOST_ORIGINS / 4;

    /** A flood of new origins must not make each of them look at all others. */
    private static final long BETWEEN_SWEEPS_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final int mostPerHour;
    private final TimeSource time;
    private final Map<String, Sent> sentByOrigin = new ConcurrentHashMap<>();
    private final Map<ProjectId, Integer> originsByProject = new ConcurrentHashMap<>();
    private final AtomicLong nextSweepNanos;

    public ConfirmationRate(int mostPerHour, TimeSource time) {
        this.mostPerHour = mostPerHour;
        this.time = time;
        nextSweepNanos = new AtomicLong(time.nanoTime());
    }

    /** Counts one confirmation of a project to an origin, if it may be sent. */
    public boolean take(ProjectId project, String origin) {
        long now = time.nanoTime();
        boolean[] isTaken = {false};
        if (hasRoomFor(project, origin, now)) {
            sentByOrigin.compute(origin, (name, known) -> {
                Sent sent = known == null ? begin(project) : known;
                forgetOld(sent.nanos(), now);
                isTaken[0] = sent.nanos().size() < mostPerHour;
                if (isTaken[0]) {
                    sent.nanos().addLast(now);
                }
                return sent;
            });
        }
        return isTaken[0];
    }

    /** How many origins got one within the last hour, or a little earlier. */
    int origins() {
        return sentByOrigin.size();
    }

    /** Shards that come at the same moment may pass the bound by one each. */
    private boolean hasRoomFor(ProjectId project, String origin, long now) {
        if (hasRoom(project) || sentByOrigin.containsKey(origin)) {
            return true;
        }
        long due = nextSweepNanos.get();
        if (now - due >= 0 && nextSweepNanos.compareAndSet(due, now + BETWEEN_SWEEPS_NANOS)) {
            sweep(now);
        }
        return hasRoom(project);
    }

    private boolean hasRoom(ProjectId project) {
        return sentByOrigin.size() < MOST_ORIGINS
                && originsByProject.getOrDefault(project, 0) < MOST_ORIGINS_OF_A_PROJECT;
    }

    private Sent begin(ProjectId project) {
        originsByProject.merge(project, 1, Integer::sum);
        return new Sent(project, new ArrayDeque<>());
    }

    private void sweep(long now) {
        for (String origin : sentByOrigin.keySet()) {
            sentByOrigin.computeIfPresent(origin, (name, sent) -> {
                forgetOld(sent.nanos(), now);
                if (!sent.nanos().isEmpty()) {
                    return sent;
                }
                originsByProject.computeIfPresent(sent.first(), (same, count) -> count > 1 ? count - 1 : null);
                return null;
            });
        }
    }

    /**
     * What an origin got within the hour.
     *
     * @param first of the projects that sent it something
     */
    private record Sent(ProjectId first, Deque<Long> nanos) {}

    private static void forgetOld(Deque<Long> sent, long now) {
        while (!sent.isEmpty() && now - sent.getFirst() >= HOUR_NANOS) {
            sent.removeFirst();
        }
    }
}
