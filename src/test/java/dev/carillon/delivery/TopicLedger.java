package dev.carillon.delivery;

import java.util.ArrayList;
import java.util.List;

/** What a test knows of one topic and its quota. */
final class TopicLedger {
    final long topicNo;
    final List<Integer> bytes = new ArrayList<>();
    final List<Long> publishedNanos = new ArrayList<>();
    long announcedSeq;
    long trimmedSeq;

    /** What is below is not on disk any more, since it was settled and not archived, when the shard was started last. */
    long freedSeq;

    /** What the project's quota holds for it. */
    long heldBytes;

    /** The shard was told that it is gone. */
    boolean isGone;

    /** When something of it went into the state log last: the journal hears of it some milliseconds later. */
    long entryNanos;

    TopicLedger(long topicNo) {
        this.topicNo = topicNo;
    }

    long nextSeq() {
        return bytes.size();
    }
}
