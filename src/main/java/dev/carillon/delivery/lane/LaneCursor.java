package dev.carillon.delivery.lane;

import dev.carillon.delivery.retry.Redrive;
import dev.carillon.delivery.retry.Redrives;
import dev.carillon.delivery.retry.RetrySchedule;
import dev.carillon.delivery.retry.WaitingRetries;
import dev.carillon.delivery.state.LaneState;
import dev.carillon.delivery.state.LoggedTimes;
import dev.carillon.delivery.state.SettledSet;
import dev.carillon.journal.store.StateEntry.Redriving;
import dev.carillon.push.DeadLetter;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/**
 * How far one subscription has got in its topic's journal:
 *
 * <pre>
 *   all settled | settled, waiting for a retry or under way | not read yet
 *               low                                      readMark        topic's end
 * </pre>
 *
 * After a restart, messages beyond the read mark may be settled or wait for a retry too. Belongs to the shard's thread.
 */
final class LaneCursor {
    private final LoggedTimes times;
    private final SettledSet settled;
    private final RetrySchedule retries;
    private final boolean isLogged;
    private final Redrives redrives;
    private @Nullable Roaring64Bitmap restored;
    private long readMark;

    /** Goes on from where the log says, what was under way unread again. */
    LaneCursor(LoggedTimes times, LaneState state, long longestDelayMillis, WaitingRetries waiting) {
        retries = new RetrySchedule(waiting);
        redrives = new Redrives(waiting);
        this.times = times;
        settled = state.settled();
        readMark = settled.lowSeq();
        isLogged = state.isLogged();
        state.forEachRedrive(each -> restore(each, longestDelayMillis));
        state.forEachRetry((sequence, attempts, dueMillis) ->
                restore(sequence, attempts, times.nanos(dueMillis, longestDelayMillis)));
    }

    SettledSet settled() {
        return settled;
    }

    /** Whether the log said anything of it at the start. */
    boolean isLogged() {
        return isLogged;
    }

    RetrySchedule retries() {
        return retries;
    }

    Redrives redrives() {
        return redrives;
    }

    long readMark() {
        return readMark;
    }

    /** Moves on to the next message that has not been read, at most to the topic's end. */
    void skipRead(long endSeq) {
        while (readMark < endSeq && (settled.contains(readMark) || isRestored(readMark))) {
            readMark++;
        }
        passRestored();
    }

    /** Whether it was read, or waits for a retry since before a restart. */
    boolean isTried(long sequence) {
        return sequence < readMark || isRestored(sequence);
    }

    /** Takes the next unread message. */
    void takeNew() {
        readMark++;
        passRestored();
    }

    /** Whether messages that the log named are still to be met. */
    boolean hasRestoredAhead() {
        return restored != null;
    }

    /** One past the last sequence that it remembers anything of. */
    long endSeq() {
        return redrives.endSeq(retries.endSeq(settled.endSeq()));
    }

    /**
     * Forgets the retries of messages that the journal lost. Should others come to stand for them, as places where
     * nothing is, they are read like new ones.
     */
    void endAt(long sequence) {
        retries.retain(settled.lowSeq(), sequence);
        redrives.retain(settled.lowSeq(), sequence);
        while (restored != null && restored.last() >= sequence) {
            restored.removeLong(restored.last());
            restored = restored.isEmpty() ? null : restored;
        }
    }

    /** Settles one that nothing is to be done about any more. */
    void leaveOut(long sequence) {
        settled.add(sequence);
        if (isRestored(sequence)) {
            retries.remove(sequence);
            redrives.remove(sequence);
        }
    }

    /** Settles all below a sequence. */
    void beginAt(long sequence) {
        settled.raiseTo(sequence);
        retries.retain(settled.lowSeq(), Long.MAX_VALUE);
        redrives.retain(settled.lowSeq(), Long.MAX_VALUE);
        readMark = Math.max(readMark, settled.lowSeq());
        passRestored();
    }

    /** The wall time that goes into the log for a monotonic one. */
    long wallMillis(long atNanos) {
        return times.wallMillis(atNanos);
    }

    /** The same for one that has passed. */
    long pastWallMillis(long atNanos) {
        return times.pastWallMillis(atNanos);
    }

    long wallMillisNow() {
        return times.wallMillisNow();
    }

    /** Whether it waits for a retry or for the dead-letter queue since before a restart, and was not passed yet. */
    boolean isRestored(long sequence) {
        return restored != null && restored.contains(sequence);
    }

    private void passRestored() {
        if (restored != null && readMark > restored.last()) {
            restored = null;
        }
    }

    private void restore(long sequence, int attempts, long dueNanos) {
        retries.add(sequence, attempts, dueNanos, RetrySchedule.UNKNOWN);
        restore(sequence);
    }

    private void restore(Redriving logged, long longestDelayMillis) {
        redrives.add(new Redrive(
                logged.sequence(),
                logged.reason(),
                new DeadLetter(logged.statusCode(), logged.error(), logged.endpointAttempts()),
                times.pastNanos(logged.beganAtMillis()),
                logged.attempts(),
                times.nanos(logged.dueAtMillis(), longestDelayMillis)));
        restore(logged.sequence());
    }

    private void restore(long sequence) {
        if (restored == null) {
            restored = new Roaring64Bitmap();
        }
        restored.addLong(sequence);
    }
}
