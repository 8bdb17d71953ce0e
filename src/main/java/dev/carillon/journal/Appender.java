package dev.carillon.journal;

import dev.carillon.bus.AppendOutcome;
import dev.carillon.bus.AppendOutcome.Reason;
import dev.carillon.journal.store.TopicJournal;
import dev.carillon.journal.store.record.EncodedLength;
import dev.carillon.metrics.BrokerMetrics;
import dev.carillon.model.Publication;
import dev.carillon.model.TimeSource;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Judges the messages of one request, each alone and in their order, and appends those that are to be kept. Belongs to
 * the shard's thread.
 */
final class Appender {
    static final AppendOutcome FAILED = new AppendOutcome.Refused(Reason.DISK_FAILED);

    private final OpenJournals journals;
    private final CommitGroup group;
    private final OnFailure onFailure;
    private final BrokerMetrics metrics;
    private final TimeSource time;

    Appender(JournalServices services, OpenJournals journals, CommitGroup group, OnFailure onFailure) {
        this.journals = journals;
        this.group = group;
        this.onFailure = onFailure;
        this.metrics = services.metrics();
        this.time = services.time();
    }

    /** Accepts messages that nobody waits for. */
    List<AppendOutcome> pass(List<Publication> publications) {
        return publications.stream()
                .<AppendOutcome>map(publication -> new AppendOutcome.NobodyListens())
                .toList();
    }

    /** Appends what fits into the quota. When the disk fails, the rest of the request is refused. */
    List<AppendOutcome> append(TopicHolding holding, List<Publication> publications) {
        return inTurn(publications, publication -> appendOne(holding, publication));
    }

    /** Judges each of a request's messages alone and in their order; once the disk has failed, the rest is refused. */
    static List<AppendOutcome> inTurn(List<Publication> publications, Function<Publication, AppendOutcome> append) {
        List<AppendOutcome> outcomes = new ArrayList<>(publications.size());
        boolean hasFailed = false;
        for (Publication publication : publications) {
            AppendOutcome outcome = hasFailed ? FAILED : append.apply(publication);
            hasFailed |= outcome.equals(FAILED);
            outcomes.add(outcome);
        }
        return outcomes;
    }

    /** Appends one message, if it fits into the quota. */
    AppendOutcome appendOne(TopicHolding holding, Publication publication) {
        int bytes = EncodedLength.of(publication);
        if (bytes > EncodedLength.MAX_BYTES) {
            return new AppendOutcome.TooLong();
        }
        if (!holding.reserve(bytes)) {
            ProjectQuota quota = holding.quota();
            return new AppendOutcome.OverQuota(quota.storedBytes(), quota.allowedBytes());
        }
        if (holding.archive().isPresent() && !holding.archive().get().reserve(bytes, time.now())) {
            holding.release(bytes);
            ProjectQuota quota = holding.archive().get().quota();
            return new AppendOutcome.OverArchiveQuota(quota.storedBytes(), quota.allowedBytes());
        }
        return append(holding, publication, bytes);
    }

    /** Appends what is left of a message that nobody waits for, which counts against no quota. */
    AppendOutcome appendIds(TopicHolding holding, Publication ids) {
        return append(holding, ids, 0);
    }

    private AppendOutcome append(TopicHolding holding, Publication publication, int reservedBytes) {
        try {
            return new AppendOutcome.Stored(write(holding, publication));
        } catch (UncheckedIOException failure) {
            boolean mayBeOnDisk = journals.ifOpen(holding.topicNo()).isPresent();
            onFailure.failed(holding.topicNo(), failure);
            if (!mayBeOnDisk || !isOnDisk(holding)) {
                holding.giveBack(reservedBytes);
            }
            return FAILED;
        }
    }

    /**
     * Whether a record is there all the same though its append failed: it is delivered then, and its bytes are given
     * back when it is settled. While the disk does not even say that, it is taken for lost. In the log it is not, so that
     * of a FIFO topic none repeats it.
     */
    private boolean isOnDisk(TopicHolding holding) {
        long topicNo = holding.topicNo();
        try {
            long nextSeq = journals.use(topicNo).nextSeq();
            if (nextSeq <= holding.floorSeq()) {
                return false;
            }
            holding.raiseFloor(nextSeq);
            group.wrote(topicNo, nextSeq);
            return true;
        } catch (UncheckedIOException failure) {
            onFailure.failed(topicNo, failure);
            return false;
        }
    }

    private long write(TopicHolding holding, Publication publication) {
        long topicNo = holding.topicNo();
        long from = time.nanoTime();
        TopicJournal journal = journals.use(topicNo);
        journal.skipTo(holding.floorSeq());
        holding.raiseFloor(journal.nextSeq());
        Instant now = time.now();
        if (holding.archive().isPresent()) {
            journal.rollIfOlder(holding.archive().get().rollMillis(now));
        }
        long sequence = journal.append(publication, now);
        group.wrote(topicNo, journal.nextSeq());
        holding.raiseFloor(journal.nextSeq());
        metrics.journal().appended(time.nanoTime() - from);
        return sequence;
    }

    /** What is to be done when a journal's disk fails. */
    interface OnFailure {
        void failed(long topicNo, UncheckedIOException failure);
    }
}
