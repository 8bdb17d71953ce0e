package dev.carillon.journal;

import dev.carillon.bus.Append;
import dev.carillon.bus.AppendOutcome;
import dev.carillon.bus.AppendOutcome.Reason;
import dev.carillon.bus.CatalogChanged;
import dev.carillon.bus.DeliverySettled;
import dev.carillon.bus.OutstandingQuery;
import dev.carillon.bus.OutstandingReply;
import dev.carillon.bus.PinReply;
import dev.carillon.bus.PinTopic;
import dev.carillon.bus.TopicRecovered;
import dev.carillon.bus.UnpinTopic;
import dev.carillon.journal.store.CommitBuffer;
import dev.carillon.journal.store.JournalStore;
import dev.carillon.journal.store.TopicJournal;
import dev.carillon.metrics.BrokerMetrics;
import dev.carillon.model.Publication;
import dev.carillon.model.Topic;
import dev.carillon.policy.ArchivePolicy;
import io.vertx.core.Future;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a shard knows and decides, without the question of when. Belongs to the shard's thread; blocks for the disk. */
final class JournalShard {

    private static final Logger LOG = LoggerFactory.getLogger(JournalShard.class);

    private final JournalStore store;
    private final Journals shared;
    private final BrokerMetrics metrics;
    private final ShardTopics topics;
    private final Pins pins;
    private final OpenJournals journals;
    private final Archives archives;
    private final Upkeep upkeep;
    private final CommitGroup group;
    private final Appender appender;
    private final DeduplicationWindows windows;
    private final FifoAppender fifoAppender;
    private final UnclaimedJournals unclaimed;
    private boolean isDraining;

    /**
     * Makes a shard.
     *
     * @param onShard runs something on the shard's thread, from any other
     */
    JournalShard(int shard, JournalServices services, Journals shared, Consumer<Runnable> onShard) {
        this.store = services.store();
        CommitBuffer commits = store.commits();
        this.shared = shared;
        this.metrics = services.metrics();
        this.topics = new ShardTopics(services.catalog(), shared.quotas());
        this.pins = new Pins(services.time());
        this.journals = new OpenJournals(
                store,
                commits,
                services.time(),
                OpenJournals.most(services.bus().shards()));
        this.archives = new Archives(journals, shared.quotas(), services.time());
        this.windows = new DeduplicationWindows(store, services.time(), DeduplicationWindows.MOST);
        this.upkeep = new Upkeep(services, topics, journals, new Kept(topics, archives, windows), commits);
        this.group = new CommitGroup(shard, services, commits, onShard);
        this.appender = new Appender(services, journals, group, this::onFailure);
        this.fifoAppender = new FifoAppender(appender, windows, group, this::onFailure, metrics);
        this.unclaimed = new UnclaimedJournals(store, topics);
    }

    /** Takes note of the journals on disk. */
    void start(LongPredicate isOurs) {
        for (long topicNo : store.topics()) {
            if (isOurs.test(topicNo)) {
                topics.inCatalog(topicNo).ifPresentOrElse(this::know, () -> unclaimed.add(topicNo));
            }
        }
    }

    /**
     * Deletes journals whose topics went while the broker was down. Never by a copy of the catalogue, which may not know a
     * topic yet: once it is the database's.
     */
    void deleteUnknown() {
        unclaimed.deleteUnknown();
    }

    List<AppendOutcome> append(Append append) {
        List<Publication> publications = append.publications();
        Optional<Topic> topic = topics.inCatalog(append.topicNo());
        if (isDraining) {
            return all(publications, new AppendOutcome.Refused(Reason.DRAINING));
        }
        if (topic.isEmpty()) {
            return all(publications, new AppendOutcome.TopicGone());
        }
        if (unclaimed.contains(append.topicNo())) {
            return all(publications, new AppendOutcome.Refused(Reason.RECOVERING));
        }
        boolean isHeard = isHeard(topic.get());
        return isHeard || topic.get().isFifo()
                ? append(topic.get(), publications, isHeard)
                : appender.pass(publications);
    }

    /** Whether anybody waits for the topic's messages, or will. */
    private boolean isHeard(Topic topic) {
        return topic.hasConfirmedSubscription() || pins.isPinned(topic.topicNo()) || ArchivePolicy.isSetOn(topic);
    }

    private List<AppendOutcome> append(Topic topic, List<Publication> publications, boolean isHeard) {
        if (shared.disk().isTooFull()) {
            metrics.journal().refusedForDisk(publications.size());
            return all(publications, new AppendOutcome.Refused(Reason.DISK_FULL));
        }
        if (group.isFull()) {
            return all(publications, new AppendOutcome.Busy());
        }
        TopicHolding holding = topics.holding(topic);
        if (!seeArchive(topic, holding)) {
            return all(publications, new AppendOutcome.Refused(Reason.DISK_FAILED));
        }
        List<AppendOutcome> outcomes = topic.isFifo()
                ? fifoAppender.append(topic, holding, publications, isHeard)
                : appender.append(holding, publications);
        if (!outcomes.isEmpty() && outcomes.get(outcomes.size() - 1) instanceof AppendOutcome.Stored) {
            shared.failures().worked(topic.topicNo());
        }
        return outcomes;
    }

    /** Begins or ends the topic's archive where its policy has changed; false when the disk did not let it. */
    private boolean seeArchive(Topic topic, TopicHolding holding) {
        try {
            if (archives.see(holding, topic)) {
                upkeep.onIdle(holding);
            }
            return true;
        } catch (UncheckedIOException failure) {
            onFailure(topic.topicNo(), failure);
            return false;
        }
    }

    CommitGroup group() {
        return group;
    }

    /** Keeps a topic's messages from now on; refused when its journal cannot be opened: there will be no subscription then. */
    PinReply pin(PinTopic pin) {
        if (isDraining) {
            return new PinReply.Refused();
        }
        long topicNo = pin.topicNo();
        Optional<Topic> topic = topics.inCatalog(topicNo);
        if (topic.isEmpty()) {
            return new PinReply.TopicGone();
        }
        TopicHolding holding = topics.holding(topic.get());
        try {
            TopicJournal journal = journals.use(topicNo);
            journal.skipTo(holding.floorSeq());
            long startSeq = journal.nextSeq();
            pins.pin(topicNo);
            return new PinReply.Pinned(startSeq);
        } catch (UncheckedIOException failure) {
            onFailure(topicNo, failure);
            return new PinReply.Refused();
        }
    }

    void unpin(UnpinTopic unpin) {
        pins.unpin(unpin.topicNo());
    }

    /** Of a topic that is gone everything was given back already. */
    void settled(DeliverySettled settled) {
        topics.known(settled.topicNo()).ifPresent(holding -> {
            holding.settle(settled.releasedBytes(), settled.lowSeq());
            upkeep.onSettled(holding);
        });
    }

    /** A topic takes no messages before all of this has succeeded. */
    void recovered(TopicRecovered recovered) {
        topics.inCatalog(recovered.topicNo()).ifPresent(topic -> {
            TopicHolding holding = topics.holding(topic);
            if (unclaimed.contains(recovered.topicNo())) {
                archives.restore(holding, topic);
            }
            holding.restore(recovered.outstandingBytes());
            holding.raiseFloor(recovered.floorSeq());
            holding.raiseLow(recovered.lowSeq());
            upkeep.onIdle(holding);
        });
        unclaimed.counted(recovered.topicNo());
    }

    void catalogChanged(CatalogChanged changed) {
        topics.vanished(changed.scope()).forEach(this::delete);
        upkeep.endArchives(changed.scope());
        shared.quotas().reconcile(changed.scope());
    }

    /**
     * What is done now and then. Not any more once it drains: nobody waits for what would be committed then, and the log would
     * find nobody to tell.
     *
     * @return what the delivery side is to be asked, so that more can be freed
     */
    List<OutstandingQuery> sweep() {
        if (isDraining) {
            return List.of();
        }
        pins.forgetEnded();
        upkeep.sweep(group::commit);
        return upkeep.questions();
    }

    /** The delivery side has answered. */
    void free(OutstandingReply reply) {
        if (!isDraining && topics.known(reply.topicNo()).isPresent()) {
            upkeep.free(reply);
        }
    }

    int openJournals() {
        return journals.count();
    }

    /** Takes no more messages, and closes everything; ends when what was appended is durable and answered. */
    Future<Void> drain() {
        isDraining = true;
        group.commit();
        journals.closeAll();
        return group.ended();
    }

    private void delete(TopicHolding holding) {
        long topicNo = holding.topicNo();
        topics.forget(holding);
        upkeep.forget(topicNo);
        pins.forget(topicNo);
        shared.failures().worked(topicNo);
        journals.close(topicNo);
        unclaimed.discard(topicNo);
    }

    private void know(Topic topic) {
        archives.restore(topics.holding(topic), topic);
    }

    private void onFailure(long topicNo, UncheckedIOException failure) {
        journals.close(topicNo);
        windows.readAnew(topicNo);
        shared.failures().failed(topicNo);
        LOG.atError()
                .setCause(failure)
                .addKeyValue("topicNo", topicNo)
                .log("a journal failed; its topic refuses messages");
    }

    private static List<AppendOutcome> all(List<Publication> publications, AppendOutcome outcome) {
        return Collections.nCopies(publications.size(), outcome);
    }
}
