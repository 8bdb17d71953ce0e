package dev.carillon.journal.store.topic;

import dev.carillon.config.JournalConfig;
import dev.carillon.journal.store.CommitBuffer;
import dev.carillon.journal.store.JournalFiles;
import dev.carillon.journal.store.JournalReader;
import dev.carillon.journal.store.JournalStore;
import dev.carillon.journal.store.TopicJournal;
import dev.carillon.journal.store.disk.Disk;
import dev.carillon.journal.store.disk.Trash;
import dev.carillon.journal.store.segment.TopicFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One Chronicle Queue a topic, each in the folder of its number. */
public final class ChronicleJournalStore implements JournalStore {
    private static final Pattern TOPIC_NO = Pattern.compile("\\d{1,18}");

    private final Disk disk;
    private final Path folder;
    private final JournalConfig config;
    private final Trash trash;
    private final Supplier<CommitBuffer> commits;

    /** Where the journals end that this process wrote to and closed. */
    private final Map<Long, Tail> tails = new ConcurrentHashMap<>();

    public ChronicleJournalStore(
            Disk disk, Path folder, JournalConfig config, Trash trash, Supplier<CommitBuffer> commits) {
        this.disk = disk;
        this.folder = folder;
        this.config = config;
        this.trash = trash;
        this.commits = commits;
    }

    @Override
    public TopicJournal open(long topicNo, CommitBuffer commits) {
        try {
            return ChronicleTopicJournal.open(
                    folderOf(topicNo),
                    config,
                    commits,
                    Optional.ofNullable(tails.remove(topicNo)),
                    tail -> tails.put(topicNo, tail));
        } catch (IOException failure) {
            throw new UncheckedIOException("a journal cannot be opened: " + topicNo, failure);
        }
    }

    /** Finishes all that earlier processes wrote: a file that nobody writes to can be read past its damage. */
    public void seal() throws IOException {
        for (long topicNo : topics()) {
            folderOf(topicNo).seal();
        }
    }

    @Override
    public CommitBuffer commits() {
        return commits.get();
    }

    @Override
    public JournalReader read(long topicNo) {
        return new FileJournalReader(folderOf(topicNo));
    }

    @Override
    public List<Long> topics() {
        try {
            return disk.list(folder).stream()
                    .map(path -> path.getFileName().toString())
                    .filter(name -> TOPIC_NO.matcher(name).matches())
                    .map(Long::valueOf)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException("the topics' folder cannot be read: " + folder, failure);
        }
    }

    @Override
    public JournalFiles files(long topicNo) {
        try {
            TopicFiles files = TopicFiles.load(folderOf(topicNo));
            @Nullable Tail tail = tails.get(topicNo);
            if (tail != null) {
                files.written(tail);
            }
            return files;
        } catch (IOException failure) {
            throw new UncheckedIOException("a journal's files cannot be looked at: " + topicNo, failure);
        }
    }

    @Override
    public void force(long topicNo) {
        try {
            folderOf(topicNo).force();
        } catch (IOException failure) {
            throw new UncheckedIOException("a journal's files cannot be forced: " + topicNo, failure);
        }
    }

    @Override
    public boolean retire(long topicNo, long nextSeq, long leastBytes) {
        @Nullable Tail known = tails.get(topicNo);
        if (known != null && known.bytes() < leastBytes) {
            return false;
        }
        TopicFolder topic = folderOf(topicNo);
        // Its file gets another name now: even if the rest fails, nothing may go on where it ended.
        tails.remove(topicNo);
        try {
            topic.seal();
            return TopicFiles.load(topic).retire(nextSeq);
        } catch (IOException failure) {
            throw new UncheckedIOException("a journal's last file cannot be freed: " + topicNo, failure);
        }
    }

    @Override
    public void delete(long topicNo) {
        tails.remove(topicNo);
        try {
            trash.add(folderOf(topicNo).path());
        } catch (IOException failure) {
            throw new UncheckedIOException("a journal cannot be deleted: " + topicNo, failure);
        }
    }

    public TopicFolder folderOf(long topicNo) {
        return new TopicFolder(disk, topicNo, folder.resolve(Long.toString(topicNo)));
    }
}
