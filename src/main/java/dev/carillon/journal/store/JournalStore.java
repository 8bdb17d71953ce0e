package dev.carillon.journal.store;

import java.util.List;

/** The folder of all topics' journals. Safe on every thread; what it opens belongs to the thread that asked. */
public interface JournalStore {
    /**
     * Opens a topic's journal for appending, after making sure where its last whole record ends; makes an empty one.
     *
     * @param commits takes what is appended, and makes it durable when it is told to
     */
    TopicJournal open(long topicNo, CommitBuffer commits);

    /** What one shard appends is made durable with, by the thread that asked. */
    CommitBuffer commits();

    /** Opens a topic's journal for reading; it may be empty or not yet made. */
    JournalReader read(long topicNo);

    /** The topics that have a journal on disk. */
    List<Long> topics();

    /** What a topic has on disk whose journal is not open, at the price of a look at each of its files. */
    JournalFiles files(long topicNo);

    /**
     * Makes durable what earlier processes wrote of a topic, whether or not a log has it. Waits for the disk; to be called
     * before the journal is opened for appending.
     *
     * @throws java.io.UncheckedIOException when the disk fails
     */
    void force(long topicNo);

    /**
     * Deletes a topic's journal. It is out of the way when this returns, and its space is freed in the background or, at
     * the latest, at the next start. Its journal and readers must be closed.
     */
    void delete(long topicNo);

    /**
     * Gives the space back that the last file of a journal takes, of which all is settled: a table of a few bytes stays,
     * which knows the topic's next sequence. The journal must not be open. Does nothing where little is to be won, or
     * where there are records that the caller does not know of.
     *
     * @param nextSeq one past the last record, by what the caller knows
     * @param leastBytes how large a file must be that this process wrote
     * @return whether the file is gone
     * @throws java.io.UncheckedIOException when the disk fails
     */
    boolean retire(long topicNo, long nextSeq, long leastBytes);
}
