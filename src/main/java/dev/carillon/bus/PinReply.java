package dev.carillon.bus;

import java.util.function.LongFunction;
import java.util.function.Supplier;

/** Answers {@link PinTopic}. */
public sealed interface PinReply {
    /** Every message from {@code startSeq} on is kept. */
    record Pinned(long startSeq) implements PinReply {}

    record TopicGone() implements PinReply {}

    /** The topic's journal cannot be opened now, or its shard is stopping. */
    record Refused() implements PinReply {}

    default <T> T fold(LongFunction<T> onPinned, Supplier<T> onGone, Supplier<T> onRefused) {
        if (this instanceof Pinned pinned) {
            return onPinned.apply(pinned.startSeq());
        }
        return this instanceof TopicGone ? onGone.get() : onRefused.get();
    }
}
