package dev.carillon.journal;

import dev.carillon.model.ProjectScope;
import dev.carillon.model.Topic;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one topic holds of its project's quota, and what is known of its journal's end. Belongs to the topic's shard. */
final class TopicHolding {
    private final long topicNo;
    private final ProjectScope scope;
    private final ProjectQuota quota;

    /** Encoded bytes of the messages that somebody waits for. */
    private long heldBytes;

    private long floorSeq;
    private long lowSeq;
    private Optional<TopicArchive> archive = Optional.empty();

    /** As the topic was when its archive's terms were looked at last. */
    private @Nullable Topic seen;

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

    /** Encoded bytes of the messages that cannot go: of an archived topic nearly all that somebody waits for is archived. */
    long neededBytes() {
        return archive.isPresent() ? Math.max(heldBytes, archive.get().heldBytes()) : heldBytes;
    }

    /** No message may get a sequence below this one: a subscription starts there, or the ones before were given. */
    long floorSeq() {
        return floorSeq;
    }

    void raiseFloor(long sequence) {
        floorSeq = Math.max(floorSeq, sequence);
    }

    /** Everything below the sequence is settled. */
    void raiseLow(long sequence) {
        lowSeq = Math.max(lowSeq, sequence);
    }

    /** Every record below it is settled. */
    long lowSeq() {
        return lowSeq;
    }

    /** What it keeps besides. */
    Optional<TopicArchive> archive() {
        return archive;
    }

    void beginArchive(TopicArchive begun) {
        archive = Optional.of(begun);
    }

    void endArchive() {
        archive.ifPresent(TopicArchive::releaseAll);
        archive = Optional.empty();
    }

    @SuppressWarnings("ReferenceEquality") // an unchanged topic is the same object, and this is asked at every publish
    boolean hasSeen(Topic topic) {
        return seen == topic;
    }

    void setSeen(Topic topic) {
        seen = topic;
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

    /**
     * So many bytes were settled, and everything below the sequence is. With a topic's last message goes whatever is still
     * held: of a record that could not be read the delivery side does not know how long it was.
     */
    void settle(long bytes, long sequence) {
        raiseLow(sequence);
        release(lowSeq >= floorSeq ? heldBytes : bytes);
    }

    /** Never gives back more than the topic holds: a record whose append seemed to fail may be settled all the same. */
    void release(long bytes) {
        long released = Math.min(bytes, heldBytes);
        heldBytes -= released;
        quota.release(released);
    }

    void releaseAll() {
        release(heldBytes);
        archive.ifPresent(TopicArchive::releaseAll);
    }

    /** A message for which bytes were taken was not written after all. */
    void giveBack(long bytes) {
        release(bytes);
        archive.ifPresent(kept -> kept.giveBack(bytes));
    }

    void restore(long bytes) {
        heldBytes += bytes;
        quota.restore(bytes);
    }
}
