package dev.carillon.delivery;

import dev.carillon.config.JournalConfig;
import dev.carillon.journal.store.NoCommits;
import dev.carillon.journal.store.ReadOutcome;
import dev.carillon.journal.store.TopicJournal;
import dev.carillon.journal.store.folder.DataFolder;
import dev.carillon.journal.store.folder.DataFolders;
import dev.carillon.model.Publication;
import dev.carillon.testing.FolderCopy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A shard's files in tests: its state log and the journals of its topics, which are appended to here. */
final class ShardFiles {
    private final Path folder;
    private final JournalConfig config;
    private final Map<Long, TopicJournal> journals = new HashMap<>();
    private Optional<DataFolder> data = Optional.empty();
    private long appendedBytes;

    ShardFiles(Path folder, JournalConfig config) {
        this.folder = folder;
        this.config = config;
    }

    static Path newFolder() {
        try {
            return Files.createTempDirectory("carillon-shard");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Path folder() {
        return folder;
    }

    void open() {
        try {
            data = Optional.of(DataFolders.open(folder, config));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    DataFolder data() {
        return data.orElseThrow();
    }

    /** Opens a topic's journal, if the folder is open and the journal is not. */
    void hold(long topicNo) {
        data.ifPresent(
                open -> journals.computeIfAbsent(topicNo, no -> open.journals().open(no, new NoCommits())));
    }

    TopicJournal journal(long topicNo) {
        return journals.get(topicNo);
    }

    void append(long topicNo, Publication publication, Instant at) {
        long sequence = journal(topicNo).append(publication, at);
        try (var reader = data().journals().read(topicNo)) {
            appendedBytes +=
                    ((ReadOutcome.Found) reader.read(sequence)).record().encodedBytes();
        }
    }

    long appendedBytes() {
        return appendedBytes;
    }

    /** Leaves the files as a kill does at this time; does nothing when that was done already. */
    void close(Instant at) {
        if (data.isEmpty()) {
            return;
        }
        journals.values().forEach(TopicJournal::close);
        journals.clear();
        try {
            data().close();
            data = Optional.empty();
            Path log = folder.resolve("state/0/deliveries.slog");
            Path unused = Files.setLastModifiedTime(log, FileTime.from(at));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void delete() {
        try {
            FolderCopy.delete(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
