package dev.carillon.journal.store;

import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The journal of what was settled: an append-only file of checked frames, one for each shard. Belongs to one thread.
 *
 * <p>Losing the last frame in a crash only repeats deliveries.
 */
public interface StateLog extends AutoCloseable {
    /** Hands out, in order, every fact that was flushed before. Called once, before the first {@link #append}. */
    void replay(Consumer<StateEntry> consumer);

    /**
     * When it was last written to before it was opened, in milliseconds since 1970 by the clock of then; empty when it is
     * new.
     */
    OptionalLong lastRunMillis();

    /** Whether the replay has found that a part of what was flushed is lost. */
    boolean isDamaged();

    /** Adds a fact to the frame that is being filled; bounded, a full frame is written at once. */
    void append(StateEntry entry);

    /** Writes the frame; what was appended is safe from a crash of the process when this returns. */
    void flush();

    /** How large the log has grown since it was last rewritten. */
    long grownBytes();

    /**
     * Begins to write another log that will take this one's place. What is appended from now on goes into both; what the
     * other is to say besides, which is all that was true before, is the caller's to add. One at a time: an earlier one is
     * abandoned.
     */
    Successor succeed();

    /** What is being written of a successor is lost. */
    @Override
    void close();

    /** A log that is not yet in its place: until then nothing depends on it. */
    interface Successor {
        /** Adds a fact, which counts as if it had been appended now. */
        void add(StateEntry fact);

        /** How much was added since it was last forced. */
        long unforcedBytes();

        /** Makes durable what was added, so that in the end little is left to be. */
        void force();

        /** Takes the log's place, atomically and durably. */
        void replace();

        /** Is given up; does nothing when it is in its place already. */
        void abandon();
    }
}
