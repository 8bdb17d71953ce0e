package dev.carillon.delivery.shard;

import dev.carillon.delivery.record.LoadedRecord;

/**
 * One attempt that is under way.
 *
 * @param number from 1
 * @param isLast whether the message is at its end when this fails, whatever its policy has left
 * @param publishedNanos monotonic time of the publish
 */
public record Attempt(LoadedRecord loaded, int number, boolean isLast, long publishedNanos, long startedNanos) {
    public long sequence() {
        return loaded.key().sequence();
    }
}
