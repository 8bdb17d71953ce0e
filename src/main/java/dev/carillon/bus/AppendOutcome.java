package dev.carillon.bus;

import java.util.UUID;

/** What became of one message. */
public sealed interface AppendOutcome {
    /** On disk, and to be delivered. */
    record Stored(long sequence) implements AppendOutcome {}

    /** Accepted, and not stored again: it repeats a message of its FIFO topic, whose id and sequence these are. */
    record Repeated(UUID firstId, long sequence) implements AppendOutcome {}

    /** Accepted; nobody is subscribed, so nothing was kept. */
    record NobodyListens() implements AppendOutcome {}

    /** Not stored: it would have taken the project over its quota. */
    record OverQuota(long storedBytes, long allowedBytes) implements AppendOutcome {}

    /** Not stored: it would have taken the project's archives over their quota. */
    record OverArchiveQuota(long archivedBytes, long allowedBytes) implements AppendOutcome {}

    /** Not stored: too much waits for the disk. */
    record Busy() implements AppendOutcome {}

    /** Not stored: no more messages of FIFO topics can be remembered, so that it could not be taken once. */
    record WindowFull() implements AppendOutcome {}

    /** Not stored: the topic was deleted meanwhile. */
    record TopicGone() implements AppendOutcome {}

    /** Not stored, and never will be: a record cannot be as long as this message. */
    record TooLong() implements AppendOutcome {}

    /** Not stored: its shard, or its topic there, takes no messages now. */
    record Refused(Reason reason) implements AppendOutcome {}

    /** Why a shard takes no messages. */
    enum Reason {
        /** It is stopping. */
        DRAINING,

        /** It has not yet counted what is there of the topic. */
        RECOVERING,

        /** There is too little room on the disk. */
        DISK_FULL,

        /** The disk failed. */
        DISK_FAILED
    }
}
