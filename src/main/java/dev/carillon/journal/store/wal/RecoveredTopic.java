package dev.carillon.journal.store.wal;

import dev.carillon.journal.store.TopicFile;
import dev.carillon.journal.store.segment.KeptWriter;
import dev.carillon.journal.store.segment.SegmentName;
import dev.carillon.journal.store.segment.TopicFolder;
import dev.carillon.journal.store.topic.FileJournalReader;
import dev.carillon.journal.store.topic.TopicFiles;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A topic with records in the log: which are missing in its files, and the new files that hold them.
 *
 * <p>From the first missing record on, everything that the log has is written to new files, and what the old ones have of
 * it is deleted afterwards: so that files stay in the order of their records, and each record is in one of them. The log
 * has everything that was acknowledged behind the first missing one, since it drops the oldest first; where it is damaged,
 * what the old files still have of it is taken from there.
 */
final class RecoveredTopic {
    private final TopicFolder topic;
    private final FreeSequences free = new FreeSequences();
    private OptionalLong firstMissing = OptionalLong.empty();
    private @Nullable FileJournalReader old;
    private @Nullable KeptWriter writer;
    private int writerRecords;
    private long writerBytes;
    private int firstCycle;
    private int nextCycle;
    private long nextSeq;
    private long restored;
    private boolean isTidy;

    RecoveredTopic(TopicFolder topic) {
        this.topic = topic;
    }

    void free(LogFrame frame) {
        free.add(frame.sequence(), frame.endSeq());
    }

    /** Takes away what an interrupted recovery left: files whose records are in a later one, too. */
    void tidy() throws IOException {
        if (isTidy) {
            return;
        }
        isTidy = true;
        TopicFiles.load(topic).deleteReplaced();
    }

    /**
     * Finds out whether a record is missing; to be called from each segment's first to its first missing one.
     *
     * @param isInDoubt whether what the topic's files show may not be on the disk
     */
    boolean isMissing(LogFrame frame, FileJournalReader reader, boolean isInDoubt) {
        if (free.contains(frame.sequence())
                || reader.isFreed(frame.sequence())
                || (!isInDoubt && reader.holds(frame.sequence(), frame.record()))) {
            return false;
        }
        long sequence = frame.sequence();
        firstMissing = OptionalLong.of(Math.min(firstMissing.orElse(sequence), sequence));
        return true;
    }

    FileJournalReader read() {
        return new FileJournalReader(topic);
    }

    boolean needsRestoring() {
        return firstMissing.isPresent();
    }

    long restored() {
        return restored;
    }

    /** Begins to write, behind all files that there are. */
    void begin() throws IOException {
        topic.disk().createFolders(topic.path());
        firstCycle = TopicFiles.load(topic).nextCycle();
        nextCycle = firstCycle;
        nextSeq = firstMissing.orElseThrow();
        old = FileJournalReader.ofPresent(topic);
    }

    /** Writes a record unless it has its place in an old file; to be called in the order of the log. */
    void restore(LogFrame frame, Roll roll) throws IOException {
        long sequence = frame.sequence();
        if (sequence >= nextSeq && !free.contains(sequence)) {
            keepBelow(sequence, roll);
            write(sequence, frame.record(), roll);
            restored++;
        }
    }

    /** What the log has lost. */
    private void keepBelow(long endSeq, Roll roll) throws IOException {
        if (old == null) {
            return;
        }
        for (long sequence = nextSeq; sequence < endSeq; sequence++) {
            Optional<byte[]> record = free.contains(sequence) ? Optional.empty() : old.copy(sequence);
            if (record.isPresent()) {
                write(sequence, record.get(), roll);
            }
        }
    }

    private void write(long sequence, byte[] record, Roll roll) throws IOException {
        if (sequence > nextSeq || roll.isFull(writerRecords, writerBytes + record.length)) {
            finishFile();
        }
        KeptWriter open = writer;
        if (open == null) {
            open = KeptWriter.open(topic, SegmentName.written(nextCycle).sealed());
            nextCycle++;
            writer = open;
        }
        open.add(record);
        writerRecords++;
        writerBytes += record.length;
        nextSeq = sequence + 1;
    }

    /** Closes the file that is being written, and makes what it holds durable; gives back all descriptors. */
    void finish() throws IOException {
        finishFile();
        if (old != null) {
            old.close();
        }
    }

    private void finishFile() throws IOException {
        KeptWriter finishing = writer;
        writer = null;
        writerRecords = 0;
        writerBytes = 0;
        if (finishing != null) {
            try (finishing) {
                finishing.complete();
            }
        }
    }

    /**
     * Takes what the old files have behind the log's end; then gives the new files their names, and deletes what they
     * replace. The last one is named first, each durably: wherever this ends, those that count hold all that there is
     * from the first of them on, so that the next start may let them replace the old ones. The others it throws away.
     */
    void replace(Roll roll) throws IOException {
        if (old != null) {
            keepBelow(old.nextSeq(), roll);
        }
        finish();
        for (int cycle = nextCycle - 1; cycle >= firstCycle; cycle--) {
            KeptWriter.place(topic, SegmentName.written(cycle).sealed());
        }
        TopicFiles.load(topic).deleteReplaced();
    }

    /** All files of the topic, to be forced before the log goes. */
    List<TopicFile> files() throws IOException {
        return topic.names().stream()
                .map(name -> new TopicFile(topic.path(), name.cycle()))
                .toList();
    }

    /** When a new file is begun. */
    interface Roll {
        boolean isFull(int records, long bytes);
    }
}
