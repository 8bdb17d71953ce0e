package dev.carillon.journal;

import dev.carillon.model.ProjectScope;

/** What one topic holds of its project's quota, and what is known of its journal's end. Belongs to the topic's shard. */
final class TopicHolding {
    private final long topicNo;
    private final ProjectScope scope;
    private final ProjectQuota quota;
    private long heldBytes;
    private long floorSeq;
    private long lowSeq;

    TopicHolding(long topicNo, ProjectScope scope, ProjectQuota quota) {
        this.topicNo = topicNo;
        this.scope = scope;
        this.quota = quota;
    }

    long topicNo() {
        return topicNo;
    }

    ProjectScope scope() {
        return scope;
    }

    ProjectQuota quota() {
        return quota;
    }

    /** Encoded bytes of the messages that somebody waits for. */
    long heldBytes() {
        return heldBytes;
    }

    /** No message may get a sequence below this one: a subscription starts there, or the ones before were given. */
    long floorSeq() {
        return floorSeq;
    }

    void raiseFloor(long sequence) {
        floorSeq = Math.max(floorSeq, sequence);
    }

    /** Everything below is settled. */
    long lowSeq() {
        return lowSeq;
    }

    /** Everything below the sequence is settled. */
    void raiseLow(long sequence) {
        lowSeq = Math.max(lowSeq, sequence);
    }

    /** Whether nobody waits for any of its messages. */
    boolean isSettled() {
        return heldBytes == 0 && lowSeq >= floorSeq;
    }

    /** Takes so many bytes of the quota, or none at all. */
    boolean reserve(long bytes) {
        if (!quota.reserve(bytes)) {
            return false;
        }
        heldBytes += bytes;
        return true;
    }

    /** Never gives back more than the topic holds: a record whose append seemed to fail may be settled all the same. */
    void release(long bytes) {
        long released = Math.min(bytes, heldBytes);
        heldBytes -= released;
        quota.release(released);
    }

    void releaseAll() {
        release(heldBytes);
    }

    void restore(long bytes) {
        heldBytes += bytes;
        quota.restore(bytes);
    }
}
