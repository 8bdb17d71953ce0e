package dev.carillon.journal.store;

/** Reads one topic's journal by sequence, cheapest in order. Belongs to the thread that opened it. */
public interface JournalReader extends AutoCloseable {
    /**
     * Reads one record and verifies its checksum.
     *
     * @throws java.io.UncheckedIOException when the disk fails or there are too many open files; not for damage
     */
    ReadOutcome read(long sequence);

    /** Takes note of files that came or went; those that went give their space back only then. */
    void refresh();

    /** The first sequence that is still on disk; {@link #nextSeq()} when there is none. */
    long firstSeq();

    /** One past the last whole record on disk. */
    long nextSeq();

    @Override
    void close();
}
