package dev.carillon.journal;

import dev.carillon.bus.AppendOutcome;
import dev.carillon.bus.AppendReply;
import dev.carillon.bus.BrokerBus;
import dev.carillon.bus.JournalAdvanced;
import dev.carillon.journal.store.TopicJournal;
import dev.carillon.metrics.BrokerMetrics;
import dev.carillon.model.TimeSource;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Appends that wait for one commit. While a commit is under way more appends queue up at the shard; they are the next
 * group, so that groups are as large as the load is high, without any waiting by the clock. Belongs to the shard's
 * thread.
 */
final class CommitGroup {
    private final BrokerBus bus;
    private final BrokerMetrics metrics;
    private final TimeSource time;
    private final OnFailure onFailure;
    private final OpenJournals journals;

    /** The next sequence of each topic that was written to since the last commit. */
    private final Map<Long, Long> written = new LinkedHashMap<>();

    private List<Waiting> waiting = new ArrayList<>();

    CommitGroup(JournalServices services, OpenJournals journals, OnFailure onFailure) {
        this.bus = services.bus();
        this.metrics = services.metrics();
        this.time = services.time();
        this.journals = journals;
        this.onFailure = onFailure;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** A topic has to be committed before any reply goes out. */
    void wrote(long topicNo, long nextSeq) {
        written.put(topicNo, nextSeq);
    }

    /** A reply that waits for the commit. */
    Future<AppendReply> reply(long topicNo, List<AppendOutcome> outcomes) {
        Promise<AppendReply> promise = Promise.promise();
        waiting.add(new Waiting(topicNo, outcomes, promise));
        return promise.future();
    }

    /** Commits, replies, and wakes the delivery side. */
    void commit() {
        Set<Long> failed = new HashSet<>();
        Map<Long, Long> advanced = Map.copyOf(written);
        if (!written.isEmpty()) {
            long from = time.nanoTime();
            written.keySet().stream().filter(topicNo -> !commit(topicNo)).forEach(failed::add);
            written.clear();
            metrics.committed(time.nanoTime() - from);
        }
        List<Waiting> committed = waiting;
        waiting = new ArrayList<>();
        committed.forEach(each -> each.answer(failed.contains(each.topicNo())));
        advanced.forEach((topicNo, nextSeq) -> {
            if (!failed.contains(topicNo)) {
                bus.advanced(new JournalAdvanced(topicNo, nextSeq));
            }
        });
    }

    /** A journal that was closed meanwhile was committed then. */
    private boolean commit(long topicNo) {
        try {
            journals.ifOpen(topicNo).ifPresent(TopicJournal::commit);
            return true;
        } catch (UncheckedIOException failure) {
            onFailure.failed(topicNo, failure);
            return false;
        }
    }

    /** What is to be done when a journal's disk fails. */
    interface OnFailure {
        void failed(long topicNo, UncheckedIOException failure);
    }

    private record Waiting(long topicNo, List<AppendOutcome> outcomes, Promise<AppendReply> promise) {
        void answer(boolean hasFailed) {
            promise.complete(new AppendReply(
                    hasFailed ? outcomes.stream().map(Waiting::refused).toList() : outcomes));
        }

        private static AppendOutcome refused(AppendOutcome outcome) {
            return outcome instanceof AppendOutcome.Stored ? new AppendOutcome.Refused(Appender.DISK_FAILED) : outcome;
        }
    }
}
