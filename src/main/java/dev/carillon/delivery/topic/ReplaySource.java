package dev.carillon.delivery.topic;

import dev.carillon.delivery.lane.LaneSource;
import dev.carillon.delivery.record.LoadedRecord;
import dev.carillon.delivery.shard.ShardCore;
import dev.carillon.delivery.state.ReplayNumber;
import dev.carillon.journal.store.JournalRecord;
import dev.carillon.model.MessageAttribute;
import dev.carillon.model.Publication;
import dev.carillon.model.Subscription;
import dev.carillon.model.Topic;
import dev.carillon.push.QueueMessage;
import dev.carillon.push.envelope.BodyForm;
import dev.carillon.push.envelope.NotificationRequest;
import dev.carillon.push.envelope.SignedNotification;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The archived messages of a span, for one subscription that has them replayed. What its filter policy does not let through,
 * and what is too old to be there still, is passed over. Belongs to the shard's thread.
 */
final class ReplaySource implements LaneSource {
    /** As AWS calls what a replayed message carries (SNS Developer Guide, "Message replay"). */
    private static final MessageAttribute REPLAYED = new MessageAttribute("Replayed", "String", "true");

    /** So many records are passed over before others get their turn. */
    private static final int SLICE = 256;

    private final ShardCore core;
    private final TopicFront front;
    private final long endSeq;
    private final Runnable onSettled;
    private final Runnable wake;
    private Topic topic;
    private Subscription subscription;
    private int passed;
    private boolean isResting;

    /**
     * Reads nothing yet.
     *
     * @param endSeq one past the last record of the span
     * @param onSettled when the lane has settled something
     * @param wake gives the lane a turn, later
     */
    ReplaySource(
            ShardCore core,
            TopicFront front,
            Topic topic,
            Subscription subscription,
            long endSeq,
            Runnable onSettled,
            Runnable wake) {
        this.core = core;
        this.front = front;
        this.topic = topic;
        this.subscription = subscription;
        this.endSeq = endSeq;
        this.onSettled = onSettled;
        this.wake = wake;
    }

    void update(Topic now, Subscription changed) {
        topic = now;
        subscription = changed;
    }

    @Override
    public Topic topic() {
        return topic;
    }

    @Override
    public long nextSeq() {
        return Math.min(endSeq, front.nextSeq());
    }

    @Override
    public Optional<LoadedRecord> load(long sequence) {
        return isResting || !front.isFilterReady()
                ? Optional.empty()
                : Optional.of(core.records().find(topic.topicNo(), sequence));
    }

    @Override
    public boolean isPassedOver(long sequence) {
        Optional<LoadedRecord> loaded = load(sequence);
        if (loaded.isEmpty() || isFor(loaded.get())) {
            return false;
        }
        passed++;
        if (passed >= SLICE) {
            isResting = true;
            core.timers().soon(this::goOn);
        }
        return true;
    }

    private boolean isFor(LoadedRecord loaded) {
        return !loaded.isAbsent()
                && !loaded.isForNobody()
                && (loaded.isDamaged()
                        || front.matches(ReplayNumber.subscription(subscription.subscriptionNo()), loaded.record()));
    }

    private void goOn() {
        passed = 0;
        isResting = false;
        wake.run();
    }

    /** It waits from now on: by its publish its retries would be over, and a breaker would not hold it back. */
    @Override
    public long publishedNanos(LoadedRecord loaded) {
        return core.time().nanoTime();
    }

    @Override
    public Future<SignedNotification> notification(LoadedRecord loaded) {
        JournalRecord record = loaded.record();
        return core.signer()
                .notification(
                        NotificationRequest.of(
                                topic, record.sequence(), replayed(record.publication()), record.publishedAt()),
                        Set.of(BodyForm.of(subscription)));
    }

    @Override
    public void onSettled(long sequence) {
        onSettled.run();
    }

    @Override
    public void onFailure(Throwable failure) {
        front.secondLook().afterFailure(failure);
    }

    /** Where one more attribute would make it undeliverable to a queue, it goes without. */
    private static Publication replayed(Publication publication) {
        List<MessageAttribute> attributes = publication.attributes();
        boolean isNamed = attributes.stream().anyMatch(each -> each.name().equals(REPLAYED.name()));
        if (isNamed || attributes.size() >= QueueMessage.MOST_ATTRIBUTES) {
            return publication;
        }
        List<MessageAttribute> more = new ArrayList<>(attributes);
        more.add(REPLAYED);
        return publication.withAttributes(more);
    }
}
