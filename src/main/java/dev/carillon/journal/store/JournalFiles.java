package dev.carillon.journal.store;

import dev.carillon.model.JournalSpan;
import dev.carillon.model.LiveSpan;
import java.util.List;

/**
 * The files of one topic's journal, for whoever frees their space. Belongs to the thread that appends to the topic.
 *
 * <p>The last file that holds a record always stays: it alone knows the topic's next sequence, which must never go back.
 * Everything throws {@link java.io.UncheckedIOException} when the disk fails; nothing is lost then.
 */
public interface JournalFiles {
    /**
     * Deletes, oldest first, the files all of whose records are below a sequence, since those are settled.
     *
     * @return how many went
     */
    int trim(long lowSeq);

    /** The files to which nothing is added any more, in the order of their records: all before the last. */
    List<JournalSpan> complete();

    /**
     * Frees the space of settled records, wherever they are: a run of neighbouring complete files of which little or
     * nothing is still waited for gives way to one file that holds that little. Copies and forces a few megabytes at
     * most. To be told of a file that is gone or is not as it was asked about changes nothing.
     *
     * @param live what is waited for of files that {@link #complete} named
     * @param archived what stays besides
     */
    Freed free(List<LiveSpan> live, ArchivedSpan archived);

    /** The files as the topic's archive sees them. */
    ArchiveFiles archive();
}
