package dev.carillon.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

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

    /** A FIFO topic's messages are of three groups, in no order; a standard one's have none. */
    static String group(long topicNo, long sequence) {
        return topicNo < ShardFixture.FIFO ? "" : "g" + new SplittableRandom(sequence).nextInt(3);
    }

    /** Whether one must be settled before the other may be sent. */
    boolean areOfOneGroup(long one, long other) {
        return topicNo >= ShardFixture.FIFO && group(topicNo, one).equals(group(topicNo, other));
    }

    long nextSeq() {
        return bytes.size();
    }
}
