package dev.carillon.bus;

/** Answers {@link PinTopic}. */
public sealed interface PinReply {
    /** Every message from {@code startSeq} on is kept. */
    record Pinned(long startSeq) implements PinReply {}

    record TopicGone() implements PinReply {}
}
