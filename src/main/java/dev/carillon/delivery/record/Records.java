package dev.carillon.delivery.record;

import dev.carillon.delivery.state.PastTimes;
import dev.carillon.journal.store.JournalReader;
import dev.carillon.journal.store.ReadOutcome;
import dev.carillon.metrics.BrokerMetrics;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records that are in memory. Each is read once for all subscriptions that want it at about the same time: while one
 * of them sends it, it stays; afterwards a bounded number of bytes does, those used last. Belongs to the shard's thread.
 */
public final class Records {
    private static final Logger LOG = LoggerFactory.getLogger(Records.class);

    private final Readers readers;
    private final PastTimes past;
    private final BrokerMetrics metrics;
    private final long mostIdleBytes;
    private final Map<RecordKey, LoadedRecord> pinned = new HashMap<>();
    private final Map<RecordKey, LoadedRecord> idle = new LinkedHashMap<>();
    private long idleBytes;

    public Records(Readers readers, PastTimes past, BrokerMetrics metrics, long mostIdleBytes) {
        this.readers = readers;
        this.past = past;
        this.metrics = metrics;
        this.mostIdleBytes = mostIdleBytes;
    }

    /** A committed record; empty while the journal does not show it yet. */
    public Optional<LoadedRecord> load(long topicNo, long sequence) {
        RecordKey key = new RecordKey(topicNo, sequence);
        @Nullable LoadedRecord known = known(key);
        return known != null ? Optional.of(known) : read(key);
    }

    /** A committed record, for somebody to whom it is no damage when it has gone. */
    public LoadedRecord find(long topicNo, long sequence) {
        RecordKey key = new RecordKey(topicNo, sequence);
        @Nullable LoadedRecord known = known(key);
        if (known != null) {
            return known;
        }
        ReadOutcome outcome = readers.of(topicNo).read(sequence);
        return outcome instanceof ReadOutcome.Absent
                ? LoadedRecord.absent(key)
                : told(key, outcome).orElseThrow();
    }

    private @Nullable LoadedRecord known(RecordKey key) {
        LoadedRecord known = pinned.get(key);
        return known == null ? idle.get(key) : known;
    }

    /** Keeps a loaded record in memory until {@link #unpin}. */
    public void pin(LoadedRecord record) {
        if (!record.isPinned()) {
            if (idle.remove(record.key()) != null) {
                idleBytes -= weight(record);
            }
            pinned.put(record.key(), record);
        }
        record.pin();
    }

    public void unpin(LoadedRecord record) {
        if (record.unpin()) {
            pinned.remove(record.key());
            keep(record);
        }
    }

    private Optional<LoadedRecord> read(RecordKey key) {
        JournalReader reader = readers.of(key.topicNo());
        ReadOutcome outcome = reader.read(key.sequence());
        if (outcome instanceof ReadOutcome.Absent && key.sequence() < reader.nextSeq()) {
            outcome = reader.read(key.sequence());
        }
        Optional<LoadedRecord> told = told(key, outcome);
        if (told.isPresent()) {
            return told;
        }
        return key.sequence() < reader.nextSeq() ? Optional.of(damaged(key, "not on disk")) : Optional.empty();
    }

    /** Empty when there is nothing. */
    private Optional<LoadedRecord> told(RecordKey key, ReadOutcome outcome) {
        if (outcome instanceof ReadOutcome.Found found) {
            LoadedRecord loaded = LoadedRecord.found(
                    key, found.record(), past.nanos(found.record().publishedAt().toEpochMilli()));
            keep(loaded);
            return Optional.of(loaded);
        }
        if (outcome instanceof ReadOutcome.Damaged damaged) {
            return Optional.of(damaged(key, damaged.what()));
        }
        return Optional.empty();
    }

    private LoadedRecord damaged(RecordKey key, String what) {
        metrics.journal().recordDamaged();
        LOG.atError()
                .addKeyValue("topicNo", key.topicNo())
                .addKeyValue("sequence", key.sequence())
                .addKeyValue("error", what)
                .log("a record cannot be read and is not delivered");
        LoadedRecord damaged = LoadedRecord.damaged(key);
        keep(damaged);
        return damaged;
    }

    private void keep(LoadedRecord record) {
        idle.put(record.key(), record);
        idleBytes += weight(record);
        Iterator<LoadedRecord> eldest = idle.values().iterator();
        while (idleBytes > mostIdleBytes && idle.size() > 1) {
            idleBytes -= weight(eldest.next());
            eldest.remove();
        }
    }

    /** With its objects, so that many small ones are bounded too. */
    private static long weight(LoadedRecord record) {
        return 512L + record.bytes();
    }
}
