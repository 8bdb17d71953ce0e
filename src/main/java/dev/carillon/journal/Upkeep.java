package dev.carillon.journal;

import dev.carillon.bus.JournalTrimmed;
import dev.carillon.bus.OutstandingQuery;
import dev.carillon.bus.OutstandingReply;
import dev.carillon.journal.store.CommitBuffer;
import dev.carillon.metrics.BrokerMetrics;
import dev.carillon.model.ProjectScope;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a shard does now and then for the space on its disk: frees what is settled, and what was archived for long enough.
 * Belongs to the shard's thread.
 */
final class Upkeep {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

    private final ShardTopics topics;
    private final OpenJournals journals;
    private final Kept kept;
    private final Retention retention;
    private final Retirement retirement;
    private final FailedTopics failed;
    private final BrokerMetrics metrics;

    /** Does nothing by itself. */
    Upkeep(JournalServices services, ShardTopics topics, OpenJournals journals, Kept kept, CommitBuffer commits) {
        this.topics = topics;
        this.journals = journals;
        this.kept = kept;
        this.failed = new FailedTopics(services.time());
        this.metrics = services.metrics();
        LongConsumer onFreed = topicNo -> services.bus().trimmed(new JournalTrimmed(topicNo));
        this.retention = new Retention(commits, journals, kept, onFreed);
        this.retirement = new Retirement(services.store(), commits, journals, kept, onFreed);
    }

    /** Something of the topic was settled. */
    void onSettled(TopicHolding holding) {
        retention.note(holding.topicNo(), holding.lowSeq());
        if (holding.isSettled() && !journals.isOpen(holding.topicNo())) {
            retirement.note(holding.topicNo());
        }
    }

    /** Nobody has published to the topic for a while, or what it keeps besides became less. */
    void onIdle(TopicHolding holding) {
        onSettled(holding);
        retirement.note(holding.topicNo());
    }

    /** Ends the archives of a project's topics whose policy is gone. */
    void endArchives(ProjectScope scope) {
        kept.archiving(scope).forEach(this::endArchive);
    }

    private void endArchive(TopicHolding holding) {
        failed.run(holding.topicNo(), () -> {
            if (kept.reconcile(holding)) {
                onIdle(holding);
            }
        });
    }

    private void onFailedBefore(TopicHolding holding) {
        endArchive(holding);
        onIdle(holding);
    }

    void forget(long topicNo) {
        kept.forget(topicNo);
        retention.forget(topicNo);
        retirement.forget(topicNo);
        failed.forget(topicNo);
    }

    /**
     * Frees what can be.
     *
     * @param commit writes down what became free, while nothing else has to be
     */
    void sweep(Runnable commit) {
        kept.due().forEach(this::onIdle);
        failed.due().forEach(topicNo -> topics.known(topicNo).ifPresent(this::onFailedBefore));
        retention.sweep(this::neededBytes, failed);
        journals.closeIdle().forEach(retirement::note);
        retirement.sweep(topicNo -> topics.known(topicNo).filter(TopicHolding::isSettled), failed);
        try {
            commit.run();
        } catch (UncheckedIOException failure) {
            logFailure(failure);
        }
    }

    /** What the delivery side is to be asked, so that more can be freed. */
    List<OutstandingQuery> questions() {
        return retention.questions();
    }

    /** The delivery side has answered. */
    void free(OutstandingReply reply) {
        failed.run(
                reply.topicNo(),
                () -> metrics.journal().copied(retention.free(reply).copiedBytes()));
    }

    private long neededBytes(long topicNo) {
        return topics.known(topicNo).map(TopicHolding::neededBytes).orElse(0L);
    }

    private static void logFailure(UncheckedIOException failure) {
        LOG.atWarn().addKeyValue("error", String.valueOf(failure.getCause())).log("the disk failed at a sweep");
    }
}
