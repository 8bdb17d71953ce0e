package dev.carillon.delivery.state;

import dev.carillon.journal.store.StateEntry;
import dev.carillon.journal.store.StateEntry.TimeSkipped;
import dev.carillon.model.TimeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells on the monotonic clock when something was that bears a wall time. A message's age decides whether it is given up,
 * and neither a clock that is set nor a night in which no broker ran may make it older. So the wall times in which a
 * broker ran are laid one behind the other:
 *
 * <pre>
 *   wall clock        ... era 3 |            | era 2 | set by a day | era 1 ... now
 *                               | no broker  |       |              |
 *   monotonic clock       ... era 3          | era 2                | era 1 ... now
 * </pre>
 *
 * What is skipped between two eras goes into the state log, for the next start. Where a clock was set back a wall time
 * has been twice; it is taken for the later one. Belongs to the shard's thread.
 */
public final class PastTimes implements FactSource {
    private static final Logger LOG = LoggerFactory.getLogger(PastTimes.class);

    /** Clocks drift apart by less than this between two looks; when somebody sets one, it is mostly by more. */
    private static final long SET_MILLIS = 2_000;

    /** That a clock was set is noticed so much later at the most. */
    private static final long NOTICED_MILLIS = 1_500;

    /** Both clocks are read to the millisecond. */
    private static final long GRAIN_MILLIS = 2;

    /** With so many, the oldest two are taken for one. */
    private static final int MOST_ERAS = 16;

    private final TimeSource time;
    private final Consumer<StateEntry> log;
    private final List<TimeSkipped> skipped = new ArrayList<>();

    /** The latest is the first. */
    private List<Era> eras;

    private long lastRunMillis;

    /** From one monotonic time to another, by how much the wall clock was ahead of it; in milliseconds. */
    private record Era(long from, long to, long ahead) {
        long at(long wall) {
            return wall - ahead;
        }
    }

    /** @param log takes what is skipped from now on */
    public PastTimes(TimeSource time, Consumer<StateEntry> log) {
        this.time = time;
        this.log = log;
        lastRunMillis = wall();
        eras = laid(List.of(), wall() - now());
    }

    /**
     * Takes up what the last runs left. To be called once, first of all.
     *
     * @param logged what they skipped
     * @param lastRun wall time at which the last of them did something; empty where there was none
     */
    public void resume(List<TimeSkipped> logged, OptionalLong lastRun) {
        for (TimeSkipped each : logged) {
            // A rewritten log may say it twice, and first at the wrong place.
            boolean unused = skipped.remove(each);
            skipped.add(each);
        }
        long wall = wall();
        lastRunMillis = lastRun.orElse(wall);
        if (lastRun.isPresent()) {
            // However little it is: the clock may have been set back to just there.
            skip(lastRunMillis, wall);
        } else {
            eras = laid(skipped, wall - now());
        }
    }

    /** Wall time at which the last run did something; without one, of the start. */
    long lastRunMillis() {
        return lastRunMillis;
    }

    /** Notices when the clock was set; to be called each second at least. */
    public void look() {
        Era current = eras.get(0);
        long ahead = wall() - now();
        long drift = Math.abs(ahead - current.ahead);
        if (drift >= SET_MILLIS) {
            LOG.atWarn()
                    .addKeyValue("millis", ahead - current.ahead)
                    .log("the wall clock was set; messages are no older for it");
            skip(now() + current.ahead, wall());
        } else if (drift > 1) {
            eras.set(0, new Era(current.from, current.to, ahead));
        }
    }

    /** The monotonic time of a wall time that has passed; never in the future. */
    public long nanos(long wallMillis) {
        look();
        for (Era era : eras) {
            long at = era.at(wallMillis);
            boolean isAhead = era.to == Long.MAX_VALUE && at > now() + GRAIN_MILLIS;
            if (at > era.from - NOTICED_MILLIS && !isAhead) {
                // Behind the era's end it was in none, as what is published just before a kill.
                return nanosBeforeNow(Math.max(era.from, Math.min(at, era.to)));
            }
        }
        return time.nanoTime();
    }

    /** The wall time of a monotonic one that has passed, by the clock of then. */
    long wallMillis(long atNanos) {
        look();
        long at = now() - TimeUnit.NANOSECONDS.toMillis(Math.max(0, time.nanoTime() - atNanos));
        for (Era era : eras) {
            if (at >= era.from) {
                return at + era.ahead;
            }
        }
        throw new IllegalStateException("the oldest era has no beginning");
    }

    /** Of no subscription. */
    @Override
    public long subscriptionNo() {
        return -1;
    }

    @Override
    public void facts(Consumer<StateEntry> consumer) {
        skipped.forEach(consumer);
    }

    private void skip(long before, long after) {
        TimeSkipped added = new TimeSkipped(before, after);
        skipped.add(added);
        if (skipped.size() >= MOST_ERAS) {
            skipped.remove(0);
        }
        eras = laid(skipped, after - now());
        log.accept(added);
    }

    private static List<Era> laid(List<TimeSkipped> skipped, long aheadNow) {
        List<Era> laid = new ArrayList<>();
        long to = Long.MAX_VALUE;
        long ahead = aheadNow;
        for (int i = skipped.size() - 1; i >= 0; i--) {
            long from = skipped.get(i).afterMillis() - ahead;
            laid.add(new Era(from, to, ahead));
            to = from;
            ahead = skipped.get(i).beforeMillis() - from;
        }
        laid.add(new Era(Long.MIN_VALUE / 2, to, ahead));
        return laid;
    }

    private long nanosBeforeNow(long atMillis) {
        return time.nanoTime() - TimeUnit.MILLISECONDS.toNanos(Math.max(0, now() - atMillis));
    }

    private long now() {
        return TimeUnit.NANOSECONDS.toMillis(time.nanoTime());
    }

    private long wall() {
        return time.now().toEpochMilli();
    }
}
