package dev.carillon.journal.store;

import dev.carillon.model.Publication;
import java.time.Instant;

/** Appends to one topic's journal. Belongs to the thread that opened it. */
public interface TopicJournal extends AutoCloseable {
    /** The sequence that the next append gets. */
    long nextSeq();

    /**
     * Writes a record behind the last one. It is safe from a crash of the process when this returns, and durable at the
     * configured level after the next {@link CommitBuffer#commit}.
     *
     * @return its sequence
     * @throws java.io.UncheckedIOException when the disk fails; nothing readable was written then, and the
     *     journal must be closed and opened again
     * @throws IllegalArgumentException when the record would be longer than
     *     {@link dev.carillon.journal.store.record.EncodedLength#MAX_BYTES}
     */
    long append(Publication publication, Instant publishedAt);

    /**
     * Leaves sequences out, so that the next append gets at least this one. For a journal whose end was lost with the
     * machine's power, while others remember how far it went: a sequence must never name two messages.
     */
    void skipTo(long sequence);

    /**
     * Begins a new file with the next record, when the present one's first record was published before a time.
     *
     * @param millis since 1970
     */
    void rollIfOlder(long millis);

    /** What it has on disk. */
    JournalFiles files();

    @Override
    void close();
}
