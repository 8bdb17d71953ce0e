package dev.carillon.journal.store.topic;

import dev.carillon.journal.store.ArchiveFiles;
import dev.carillon.journal.store.ArchiveNote;
import dev.carillon.journal.store.ArchivedSpan;
import dev.carillon.journal.store.FileFacts;
import dev.carillon.journal.store.JournalRecord;
import dev.carillon.journal.store.disk.DiskFile;
import dev.carillon.journal.store.disk.DiskFull;
import dev.carillon.journal.store.segment.KeptWriter;
import dev.carillon.journal.store.segment.SegmentName;
import dev.carillon.journal.store.segment.TopicFolder;
import dev.carillon.journal.store.topic.CopyPlan.LiveFile;
import dev.carillon.model.LiveSpan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files of one topic's journal, as its archive sees them. What a file holds is known of those that this process wrote,
 * noted of the others in the topic's {@link ArchiveTable}, and else read.
 */
final class ArchivedFiles implements ArchiveFiles {
    private static final String NAME = "archive";

    private final TopicFolder topic;

    /** Changes under us. */
    private final KnownFiles files;

    /** Of files that nothing is added to any more, by the name that each has once it is sealed. */
    private final Map<SegmentName, FileFacts> known = new HashMap<>();

    private Optional<ArchiveTable> table = Optional.empty();
    private @Nullable Tail tail;

    ArchivedFiles(TopicFolder topic, KnownFiles files) {
        this.topic = topic;
        this.files = files;
    }

    /** Reads the table, if there is one among these files. */
    void load(List<Path> paths) throws IOException {
        if (paths.stream().anyMatch(path -> path.getFileName().toString().equals(NAME))) {
            table = read();
        }
    }

    /** A file as the table knows it; of a kept one only the file itself says what it stands for. */
    Optional<KnownFile> noted(SegmentName name) {
        return name.ending() == SegmentName.Ending.KEPT
                ? Optional.empty()
                : table.map(read -> read.files().get(name.sealed()))
                        .map(facts -> new KnownFile(name, OptionalLong.of(facts.firstSeq()), OptionalLong.empty()));
    }

    /** One past the last record that the table has of a file; 0 where it says nothing. */
    long notedEnd(SegmentName name) {
        return table.map(read -> read.files().get(key(name)))
                .map(FileFacts::endSeq)
                .orElse(0L);
    }

    /** Takes note of what this process has written. */
    void written(Tail now) {
        Tail before = tail;
        if (before != null && before.cycle() != now.cycle() && before.records() > 0) {
            known.put(SegmentName.written(before.cycle()).sealed(), before.facts());
        }
        tail = now;
    }

    @Override
    public Optional<ArchiveNote> note() {
        return table.map(ArchiveTable::note);
    }

    @Override
    public void begin(ArchiveNote note) {
        write(new ArchiveTable(note, table.map(ArchiveTable::files).orElse(Map.of())));
    }

    @Override
    public void end() {
        table = Optional.empty();
        try {
            topic.disk().delete(path());
        } catch (IOException failure) {
            throw failed(failure);
        }
    }

    @Override
    public List<FileFacts> facts() {
        List<FileFacts> all = new ArrayList<>();
        Map<SegmentName, FileFacts> finished = new LinkedHashMap<>();
        List<KnownFile> read = files.withRecords();
        for (int i = 0; i < read.size(); i++) {
            KnownFile file = read.get(i);
            boolean isLast = i + 1 == read.size();
            FileFacts facts = of(
                    file, isLast ? Long.MAX_VALUE : read.get(i + 1).firstSeq().getAsLong());
            all.add(facts);
            if (!isTail(file)) {
                finished.put(key(file.name()), facts);
            }
        }
        if (table.isPresent() && !table.get().files().equals(finished)) {
            writeIfSpace(new ArchiveTable(table.get().note(), finished));
        }
        return all;
    }

    /** As the archive has it: who keeps its younger records is one more who waits for them. */
    LiveFile withArchived(LiveFile file, ArchivedSpan archived) {
        Optional<LiveSpan> waiting = file.live();
        if (waiting.isEmpty() || file.span().endSeq() <= archived.fromSeq()) {
            return file;
        }
        FileFacts facts = of(file.file(), file.span().endSeq());
        if (facts.lastMillis() < archived.sinceMillis()) {
            return file;
        }
        if (facts.recordBytes() > file.span().listedBytes()) {
            return file.with(LiveSpan.of(file.span(), facts.records(), facts.recordBytes(), List.of()));
        }
        return file.with(listed(file, waiting.get(), archived.sinceMillis()));
    }

    private LiveSpan listed(LiveFile file, LiveSpan waiting, long sinceMillis) {
        Set<Long> waitedFor = new HashSet<>(waiting.sequences());
        boolean isEachKnown = waiting.records() == waitedFor.size();
        List<Long> sequences = new ArrayList<>();
        long bytes = 0;
        for (JournalRecord record :
                FileScan.records(topic, file.file(), file.span().endSeq())) {
            if (!isEachKnown
                    || record.publishedAt().toEpochMilli() >= sinceMillis
                    || waitedFor.contains(record.sequence())) {
                sequences.add(record.sequence());
                bytes += record.encodedBytes();
            }
        }
        return LiveSpan.of(file.span(), sequences.size(), bytes, sequences);
    }

    private FileFacts of(KnownFile file, long endSeq) {
        if (isTail(file)) {
            return tail().facts();
        }
        SegmentName key = key(file.name());
        FileFacts facts =
                known.getOrDefault(key, table.map(read -> read.files().get(key)).orElse(null));
        if (facts == null || facts.firstSeq() != file.firstSeq().orElseThrow() || facts.endSeq() > endSeq) {
            facts = FileScan.facts(topic, file, endSeq);
            known.put(key, facts);
        }
        return facts;
    }

    private boolean isTail(KnownFile file) {
        return tail != null
                && tail.records() > 0
                && file.name().ending() == SegmentName.Ending.WRITTEN
                && file.name().cycle() == tail.cycle();
    }

    private Tail tail() {
        return Objects.requireNonNull(tail);
    }

    private static SegmentName key(SegmentName name) {
        return name.ending() == SegmentName.Ending.WRITTEN ? name.sealed() : name;
    }

    private Optional<ArchiveTable> read() throws IOException {
        try (DiskFile file = topic.disk().openToRead(path())) {
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(file.sizeBytes()));
            int unused = file.read(bytes, 0);
            return ArchiveTable.decode(bytes.array(), topic.topicNo());
        } catch (NoSuchFileException ended) {
            return Optional.empty();
        }
    }

    /** What makes space must not wait for it; without, the next look notes it. */
    private void writeIfSpace(ArchiveTable changed) {
        try {
            put(changed);
        } catch (IOException failure) {
            if (!DiskFull.isReasonOf(failure)) {
                throw failed(failure);
            }
        }
    }

    private void write(ArchiveTable changed) {
        try {
            put(changed);
        } catch (IOException failure) {
            throw failed(failure);
        }
    }

    private void put(ArchiveTable changed) throws IOException {
        Path unfinished = path().resolveSibling(NAME + KeptWriter.UNFINISHED);
        topic.disk().createFolders(topic.path());
        topic.disk().delete(unfinished);
        try (DiskFile file = topic.disk().openToWrite(unfinished)) {
            file.write(ByteBuffer.wrap(changed.encode(topic.topicNo())), 0);
            file.force();
        }
        topic.disk().rename(unfinished, path());
        topic.disk().forceFolder(topic.path());
        table = Optional.of(changed);
    }

    private Path path() {
        return topic.path().resolve(NAME);
    }

    private UncheckedIOException failed(IOException failure) {
        return new UncheckedIOException("a topic's archive cannot be noted: " + topic.path(), failure);
    }
}
