package dev.carillon.journal.store.wal;

import dev.carillon.journal.store.CommitBuffer;
import dev.carillon.journal.store.TopicFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What becomes durable together: filled by a shard's thread, and not changed any more once it is handed over. */
final class CommitBatch {
    private final List<LogFrame> frames = new ArrayList<>();
    private final Set<TopicFile> files = new HashSet<>();
    private long bytes;
    private CommitBuffer.OnCommitted whenDone = isDurable -> {};

    void add(TopicFile file, LogFrame frame) {
        frames.add(frame);
        files.add(file);
        bytes += frame.lengthBytes();
    }

    void add(LogFrame frame) {
        frames.add(frame);
        bytes += frame.lengthBytes();
    }

    void whenDone(CommitBuffer.OnCommitted told) {
        whenDone = told;
    }

    List<LogFrame> frames() {
        return frames;
    }

    /** The topics' files that hold the same records. */
    Set<TopicFile> files() {
        return files;
    }

    long bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return frames.isEmpty();
    }

    void done(boolean isDurable) {
        whenDone.committed(isDurable);
    }
}
