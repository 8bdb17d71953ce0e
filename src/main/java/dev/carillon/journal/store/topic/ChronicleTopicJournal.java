package dev.carillon.journal.store.topic;

import dev.carillon.config.JournalConfig;
import dev.carillon.journal.store.CommitBuffer;
import dev.carillon.journal.store.JournalFiles;
import dev.carillon.journal.store.TopicFile;
import dev.carillon.journal.store.TopicJournal;
import dev.carillon.journal.store.disk.DiskFullException;
import dev.carillon.journal.store.record.EncodedLength;
import dev.carillon.journal.store.record.RecordEncoder;
import dev.carillon.journal.store.segment.SegmentName;
import dev.carillon.journal.store.segment.TopicFolder;
import dev.carillon.model.Publication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Appends through Chronicle, and begins a new file when one is full.
 *
 * <p>The first opening in the life of a process begins a new file: what an earlier process left is only read, so that
 * Chronicle never touches a file that a crash may have bent. Later ones in the same process go on where it left off,
 * unless it failed.
 */
final class ChronicleTopicJournal implements TopicJournal {
    private final TopicFolder topic;
    private final JournalConfig config;
    private final RecordEncoder encoder;
    private final TopicFiles files;
    private final CommitBuffer commits;
    private final Consumer<Tail> onClosedWell;
    private final ReservedFile room;
    private @Nullable ChronicleAppender appender;
    private Tail tail;
    private boolean hasFailed;

    private ChronicleTopicJournal(
            TopicFolder topic,
            JournalConfig config,
            CommitBuffer commits,
            TopicFiles files,
            Tail tail,
            Consumer<Tail> onClosedWell) {
        this.topic = topic;
        this.config = config;
        this.room = new ReservedFile(topic);
        this.encoder = new RecordEncoder(topic.topicNo());
        this.files = files;
        this.commits = commits;
        this.tail = tail;
        this.onClosedWell = onClosedWell;
    }

    /**
     * Opens a topic's journal.
     *
     * @param commits takes what is appended
     * @param known where it ended when it was closed in this process
     * @param onClosedWell takes note of that when it is closed again
     */
    static ChronicleTopicJournal open(
            TopicFolder topic,
            JournalConfig config,
            CommitBuffer commits,
            Optional<Tail> known,
            Consumer<Tail> onClosedWell)
            throws IOException {
        if (known.isEmpty()) {
            topic.seal();
        }
        TopicFiles files = TopicFiles.load(topic);
        Tail tail = known.orElseGet(() -> Tail.begin(files.nextCycle(), files.nextSeq()));
        files.written(tail);
        return new ChronicleTopicJournal(topic, config, commits, files, tail, onClosedWell);
    }

    @Override
    public long nextSeq() {
        return tail.nextSeq();
    }

    @Override
    public long append(Publication publication, Instant publishedAt) {
        byte[] record = encoder.encode(tail.nextSeq(), publishedAt, publication);
        if (record.length > EncodedLength.MAX_BYTES) {
            throw new IllegalArgumentException("a record of " + record.length + " bytes");
        }
        Tail place = isFull(record.length) ? tail.inNextFile() : tail;
        write(place, record);
        if (place.records() == 0) {
            files.add(SegmentName.written(place.cycle()), place.nextSeq());
        }
        tail = place.after(record.length, publishedAt.toEpochMilli());
        files.written(tail);
        commits.add(new TopicFile(topic.path(), place.cycle()), topic.topicNo(), place.nextSeq(), record);
        return place.nextSeq();
    }

    /** Sequences are dense within a file, so this needs a new one. */
    @Override
    public void skipTo(long sequence) {
        if (sequence > tail.nextSeq()) {
            tail = Tail.begin(tail.records() > 0 ? tail.cycle() + 1 : tail.cycle(), sequence);
            files.written(tail);
        }
    }

    @Override
    public void rollIfOlder(long millis) {
        if (tail.records() > 0 && tail.firstMillis() < millis) {
            tail = tail.inNextFile();
            files.written(tail);
        }
    }

    @Override
    public JournalFiles files() {
        return files;
    }

    @Override
    public void close() {
        ChronicleAppender closing = appender;
        appender = null;
        if (closing != null) {
            closing.close();
        }
        if (!hasFailed && tail.records() > 0) {
            onClosedWell.accept(tail);
        }
    }

    private boolean isFull(int recordBytes) {
        return tail.records() > 0
                && (tail.records() >= config.rollRecords()
                        || tail.bytes() + recordBytes > config.rollBytes().bytes());
    }

    /**
     * Chronicle tells of a failing disk by any exception; a page that cannot be written arrives as InternalError. When the
     * disk is full that is known before, and the journal goes on as it is once there is space again.
     */
    private void write(Tail place, byte[] record) {
        if (hasFailed) {
            throw new UncheckedIOException(new IOException("the journal failed before: " + topic.path()));
        }
        try {
            ChronicleAppender opened = openAppender(place.cycle());
            room.makeRoom(place, record.length);
            opened.append(place.cycle(), record);
        } catch (DiskFullException full) {
            throw new UncheckedIOException(full);
        } catch (IOException | RuntimeException | InternalError failure) {
            hasFailed = true;
            throw new UncheckedIOException(new IOException("a record cannot be written: " + topic.path(), failure));
        }
    }

    private ChronicleAppender openAppender(int cycle) throws IOException {
        ChronicleAppender opened = appender;
        if (opened == null) {
            opened = ChronicleAppender.open(topic, cycle);
            appender = opened;
        }
        return opened;
    }
}
