package dev.carillon.delivery.record;

import dev.carillon.delivery.retry.RetrySchedule;
import dev.carillon.journal.store.JournalRecord;
import dev.carillon.push.envelope.BodyForm;
import dev.carillon.push.envelope.SignedNotification;
import io.vertx.core.Future;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A record in memory, for all subscriptions that want it now, with its notification once that was asked for. */
public final class LoadedRecord {
    private final RecordKey key;
    private final @Nullable JournalRecord record;
    private final long publishedNanos;
    private @Nullable Future<SignedNotification> signed;
    private Set<BodyForm> signedFor = Set.of();
    private final boolean isAbsent;
    private int pins;

    private LoadedRecord(RecordKey key, @Nullable JournalRecord record, long publishedNanos) {
        this(key, record, publishedNanos, false);
    }

    private LoadedRecord(RecordKey key, @Nullable JournalRecord record, long publishedNanos, boolean isAbsent) {
        this.isAbsent = isAbsent;
        this.key = key;
        this.record = record;
        this.publishedNanos = publishedNanos;
    }

    public static LoadedRecord found(RecordKey key, JournalRecord record, long publishedNanos) {
        return new LoadedRecord(key, record, publishedNanos);
    }

    /** A place in the journal from which nothing can be read any more. */
    public static LoadedRecord damaged(RecordKey key) {
        return new LoadedRecord(key, null, RetrySchedule.UNKNOWN);
    }

    /** A place in the journal from which what was there is gone, as it should be. */
    static LoadedRecord absent(RecordKey key) {
        return new LoadedRecord(key, null, RetrySchedule.UNKNOWN, true);
    }

    public boolean isAbsent() {
        return isAbsent;
    }

    public RecordKey key() {
        return key;
    }

    public boolean isDamaged() {
        return record == null;
    }

    /** What was read; only of one that is not damaged. */
    public JournalRecord record() {
        if (record == null) {
            throw new IllegalStateException("damaged: " + key);
        }
        return record;
    }

    /** Encoded bytes; 0 of a damaged one, and of one that was for nobody. */
    public int bytes() {
        return record == null || isForNobody() ? 0 : record.encodedBytes();
    }

    /** Whether nobody was subscribed when it was published, so that only its ids were kept. */
    public boolean isForNobody() {
        return record != null && !record.publication().hasContent();
    }

    /** Monotonic time of its publish. */
    public long publishedNanos() {
        return publishedNanos;
    }

    /** Its notification, if it was prepared in these forms and did not fail. */
    @Nullable
    public Future<SignedNotification> signed(Set<BodyForm> forms) {
        Future<SignedNotification> known = signed;
        return known != null && !known.failed() && signedFor.containsAll(forms) ? known : null;
    }

    public void setSigned(Future<SignedNotification> future, Set<BodyForm> forms) {
        signed = future;
        signedFor = forms;
    }

    /** Somebody sends it; stays in memory until as many have let it go. */
    void pin() {
        pins++;
    }

    /** Whether nobody sends it any more. */
    boolean unpin() {
        return --pins == 0;
    }

    boolean isPinned() {
        return pins > 0;
    }
}
