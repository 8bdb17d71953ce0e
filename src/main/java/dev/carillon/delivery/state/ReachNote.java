package dev.carillon.delivery.state;

import dev.carillon.journal.store.StateEntry;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Notes in the state log, now and then, how far a topic's journal reaches: files that are gone at the next start are missed
 * by it. Belongs to the shard's thread.
 */
public final class ReachNote implements FactSource {
    private final long topicNo;
    private final LongSupplier nextSeq;
    private final Settlement settlement;
    private long notedSeq;

    /**
     * Makes it for a topic of which nothing is noted yet.
     *
     * @param nextSeq one past the last committed record, at the moment of asking
     */
    public ReachNote(long topicNo, LongSupplier nextSeq, Settlement settlement) {
        this.topicNo = topicNo;
        this.nextSeq = nextSeq;
        this.settlement = settlement;
    }

    /** Adds a fact to the log when the journal has grown since the last. */
    public void note() {
        long now = nextSeq.getAsLong();
        if (now > notedSeq) {
            notedSeq = now;
            settlement.add(new StateEntry.Reached(topicNo, now));
        }
    }

    /** Of no subscription. */
    @Override
    public long subscriptionNo() {
        return -1;
    }

    @Override
    public void facts(Consumer<StateEntry> consumer) {
        if (nextSeq.getAsLong() > 0) {
            consumer.accept(new StateEntry.Reached(topicNo, nextSeq.getAsLong()));
        }
    }
}
