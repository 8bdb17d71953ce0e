package dev.carillon.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What a test knows of one topic and its quota. */
final class TopicLedger {
    final long topicNo;
    final List<Integer> bytes = new ArrayList<>();
    /** As if no time had passed while no broker ran: what is older may not be given up yet. */
    final List<Long> publishedNanos = new ArrayList<>();

    /** The latest that the shard may take for it: what is not older must not be given up yet. */
    final List<Long> publishedAtLatestNanos = new ArrayList<>();

    long announcedSeq;
    long trimmedSeq;

    /** What is below is not on disk any more, since it was settled and not archived, when the shard was started last. */
    long freedSeq;

    /** What the project's quota holds for it. */
    long heldBytes;

    /** The copy of the catalogue with which the shard was started does not have it. */
    boolean isUnknown;

    /** The log's disk failed in a run before, and the topic was not taken up since. */
    boolean wasBlind;

    /** The shard was told that it is gone. */
    boolean isGone;

    /** When something of it went into the state log last: the journal hears of it some milliseconds later. */
    long entryNanos;

    TopicLedger(long topicNo) {
        this.topicNo = topicNo;
    }

    void onPublished(int size, long now) {
        bytes.add(size);
        publishedNanos.add(now);
        publishedAtLatestNanos.add(now);
        heldBytes += size;
    }

    /** For so long no broker ran. */
    void onStopped(long nanos, long atLeastNanos, long now) {
        publishedNanos.replaceAll(at -> at + nanos);
        publishedAtLatestNanos.replaceAll(at -> Math.max(at, Math.min(now, at + atLeastNanos)));
    }

    /** The clock was set back, so that wall times come twice: nobody can say when it was. */
    void onSetBack() {
        publishedAtLatestNanos.replaceAll(at -> Long.MAX_VALUE / 2);
    }

    /** A FIFO topic's messages are of three groups, in no order; a standard one's have none. */
    static String group(long topicNo, long sequence) {
        return topicNo < TestTopics.FIFO ? "" : "g" + new SplittableRandom(sequence).nextInt(3);
    }

    /** What filter policies go by; a message's attribute of this name. */
    static final String KIND = "kind";

    static final int KINDS = 3;

    static int kind(long sequence) {
        return new SplittableRandom(~sequence).nextInt(KINDS);
    }

    /** Whether one must be settled before the other may be sent. */
    boolean areOfOneGroup(long one, long other) {
        return topicNo >= TestTopics.FIFO && group(topicNo, one).equals(group(topicNo, other));
    }

    long nextSeq() {
        return bytes.size();
    }
}
