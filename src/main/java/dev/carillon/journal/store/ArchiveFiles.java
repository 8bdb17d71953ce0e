package dev.carillon.journal.store;

import java.util.List;
import java.util.Optional;

/**
 * What an archive needs to know of the files of its topic. Belongs to the thread that appends to the topic; everything
 * throws {@link java.io.UncheckedIOException} when the disk fails.
 */
public interface ArchiveFiles {
    /** Where the archive begins; empty when there is none, or its note is damaged. */
    Optional<ArchiveNote> note();

    /** Makes the note durable. */
    void begin(ArchiveNote note);

    /** Forgets the archive; its records go as any others do. */
    void end();

    /**
     * What each file with records holds, in their order; the last may still grow. A file is read for it only when nothing
     * is noted of it yet, which then is, so that a start need not read a year's records.
     */
    List<FileFacts> facts();
}
