package dev.carillon.sns.wire.publication;

import dev.carillon.model.Topic;

/** What a topic asks of a message's ids. */
public enum TopicKind {
    /** A group id may be there, for queues; a deduplication id may not. */
    STANDARD,
    /** Both must be there. */
    FIFO,
    /** A message without a deduplication id gets the SHA-256 of its text. */
    FIFO_BY_CONTENT;

    public static TopicKind of(Topic topic) {
        if (!topic.isFifo()) {
            return STANDARD;
        }
        return topic.isDeduplicatedByContent() ? FIFO_BY_CONTENT : FIFO;
    }

    /** What is known of a topic that is not there: the message is looked at first, and its absence told then. */
    public static TopicKind ofMissing(String arn) {
        return arn.endsWith(".fifo") ? FIFO_BY_CONTENT : STANDARD;
    }
}
