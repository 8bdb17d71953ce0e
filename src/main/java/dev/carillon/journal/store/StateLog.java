package dev.carillon.journal.store;

import java.util.function.Consumer;

/**
 * The journal of what was settled: an append-only file of checked frames, one for each shard. Belongs to one thread.
 *
 * <p>Losing the last frame in a crash only repeats deliveries.
 */
public interface StateLog extends AutoCloseable {
    /** Hands out, in order, every fact that was flushed before. Called once, before the first {@link #append}. */
    void replay(Consumer<StateEntry> consumer);

    /** Adds a fact to the frame that is being filled; bounded, a full frame is written at once. */
    void append(StateEntry entry);

    /** Writes the frame; what was appended is safe from a crash of the process when this returns. */
    void flush();

    /** How large the log has grown since it was last rewritten. */
    long sizeBytes();

    /** Replaces the whole log by these facts, atomically. */
    void rewrite(Iterable<StateEntry> facts);

    @Override
    void close();
}
