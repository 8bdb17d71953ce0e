package dev.carillon.journal;

import dev.carillon.journal.store.ArchivedSpan;
import dev.carillon.journal.store.FileFacts;
import dev.carillon.policy.ArchiveTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What one topic keeps though it was delivered, and what that takes of its project's archive quota: the records of all files
 * from the archive's first on, whether or not somebody still waits for them. A message counts from its publish on, so that
 * nothing can fail later when the last subscription has settled it. Belongs to the topic's shard.
 *
 * <pre>
 *   as any other's | the archive: kept until the youngest record of a file is old enough
 *               startSeq
 * </pre>
 */
final class TopicArchive {
    /** A file is closed when it spans such a part of the period, so that nothing stays much longer than that. */
    private static final int FILES_A_PERIOD = 8;

    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final long startSeq;
    private final ProjectQuota quota;
    private ArchiveTerms terms;
    private long heldBytes;
    private long youngestMillis;

    /** When the next file becomes old enough, in milliseconds since 1970. */
    private long dueMillis;

    TopicArchive(ArchiveTerms terms, long startSeq, ProjectQuota quota) {
        this.terms = terms;
        this.startSeq = startSeq;
        this.quota = quota;
    }

    ProjectQuota quota() {
        return quota;
    }

    /** Whether it goes on under these terms. */
    boolean isSame(ArchiveTerms now) {
        return terms.archiveId() == now.archiveId();
    }

    /** Another period. */
    void update(ArchiveTerms now) {
        dueMillis = terms.equals(now) ? dueMillis : 0;
        terms = now;
    }

    /** Takes so many bytes of the quota, or none at all. */
    boolean reserve(long bytes, Instant now) {
        if (!quota.reserve(bytes)) {
            return false;
        }
        heldBytes += bytes;
        youngestMillis = Math.max(youngestMillis, now.toEpochMilli());
        dueMillis = Math.min(dueMillis, now.plus(terms.retention()).toEpochMilli() + 1);
        return true;
    }

    /** A record was not written after all. */
    void giveBack(long bytes) {
        heldBytes -= bytes;
        quota.release(bytes);
    }

    /** Records published before are so old that they should not share a file with new ones. */
    long rollMillis(Instant now) {
        return now.minus(terms.retention().dividedBy(FILES_A_PERIOD)).toEpochMilli();
    }

    /** Encoded bytes of its records. */
    long heldBytes() {
        return heldBytes;
    }

    /** Counts what lies in its files: at the start, and whenever some have gone. */
    void count(List<FileFacts> files) {
        long bytes = 0;
        for (FileFacts file : files) {
            if (holdsSome(file)) {
                bytes += file.recordBytes();
                youngestMillis = Math.max(youngestMillis, file.lastMillis());
            }
        }
        quota.restore(bytes - heldBytes);
        heldBytes = bytes;
    }

    /** The first sequence that must stay; beyond all when none must. */
    long keptSeq(List<FileFacts> files, Instant now) {
        long since = sinceMillis(now);
        for (FileFacts file : files) {
            if (holdsSome(file) && file.records() > 0 && file.lastMillis() >= since) {
                dueMillis = file.lastMillis() + terms.retention().toMillis() + 1;
                return file.firstSeq();
            }
        }
        // What is left waits for somebody, or for its journal to be closed.
        dueMillis = now.plus(AGAIN).toEpochMilli();
        return Long.MAX_VALUE;
    }

    /** What stays when files are copied forward. */
    ArchivedSpan span(Instant now) {
        return new ArchivedSpan(startSeq, sinceMillis(now));
    }

    /** Whether all of it is old enough to go. */
    boolean isOver(Instant now) {
        return youngestMillis < sinceMillis(now);
    }

    /** Whether something may have become old enough since it was last looked at; says so once. */
    boolean takeDue(Instant now) {
        if (heldBytes == 0 || now.toEpochMilli() < dueMillis) {
            return false;
        }
        dueMillis = Long.MAX_VALUE;
        return true;
    }

    /** Gives everything back: the archive has ended, or its topic is gone. */
    void releaseAll() {
        quota.release(heldBytes);
        heldBytes = 0;
    }

    /** A recovery may have put records from before the archive into one file with its first. */
    private boolean holdsSome(FileFacts file) {
        return file.endSeq() > startSeq;
    }

    private long sinceMillis(Instant now) {
        return now.minus(terms.retention()).toEpochMilli();
    }
}
