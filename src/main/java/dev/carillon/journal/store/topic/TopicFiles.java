package dev.carillon.journal.store.topic;

import dev.carillon.journal.store.ArchiveFiles;
import dev.carillon.journal.store.ArchivedSpan;
import dev.carillon.journal.store.Freed;
import dev.carillon.journal.store.JournalFiles;
import dev.carillon.journal.store.disk.DiskFile;
import dev.carillon.journal.store.segment.KeptTable;
import dev.carillon.journal.store.segment.KeptWriter;
import dev.carillon.journal.store.segment.Segment;
import dev.carillon.journal.store.segment.SegmentName;
import dev.carillon.journal.store.segment.TopicFolder;
import dev.carillon.journal.store.topic.CopyPlan.LiveFile;
import dev.carillon.model.JournalSpan;
import dev.carillon.model.LiveSpan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Frees the files of one topic's journal, and puts one in the place of some. Belongs to whoever appends to the topic. */
public final class TopicFiles implements JournalFiles {
    private final TopicFolder topic;
    private final KnownFiles files;
    private final ArchivedFiles archive;

    private TopicFiles(TopicFolder topic) {
        this.topic = topic;
        this.files = new KnownFiles(topic);
        this.archive = new ArchivedFiles(topic, files);
    }

    /** Reads the first sequence of every file, and deletes what a crash left while some took the place of others. */
    public static TopicFiles load(TopicFolder topic) throws IOException {
        TopicFiles loaded = new TopicFiles(topic);
        List<Path> paths = topic.disk().list(topic.path());
        loaded.archive.load(paths);
        for (SegmentName name : SegmentName.among(paths)) {
            Optional<KnownFile> noted = loaded.archive.noted(name);
            loaded.files.add(noted.isPresent() ? noted.get() : look(topic, name));
        }
        for (Path path : paths) {
            if (path.toString().endsWith(KeptWriter.UNFINISHED)) {
                topic.disk().delete(path);
            }
        }
        return loaded;
    }

    private static KnownFile look(TopicFolder topic, SegmentName name) {
        try (Segment segment = topic.open(name)) {
            return KnownFile.of(segment);
        }
    }

    /**
     * One past the last whole record, or past the last that was noted of the last file; reads the last that has one to its
     * end.
     */
    long nextSeq() {
        List<KnownFile> read = files.withRecords();
        long noted =
                read.isEmpty() ? 0 : archive.notedEnd(read.get(read.size() - 1).name());
        for (int i = read.size() - 1; i >= 0; i--) {
            try (Segment segment = topic.open(read.get(i).name())) {
                OptionalLong next = segment.nextSeq();
                if (next.isPresent()) {
                    return Math.max(next.getAsLong(), noted);
                }
            }
        }
        return noted;
    }

    /** The number of a file behind all others. */
    public int nextCycle() {
        return files.nextCycle();
    }

    /** Takes note of a file that was begun. */
    void add(SegmentName name, long firstSeq) {
        files.begin(new KnownFile(name, OptionalLong.of(firstSeq), OptionalLong.empty()));
    }

    /** Takes note of what this process has written, in this life of the journal or an earlier one. */
    void written(Tail tail) {
        archive.written(tail);
    }

    @Override
    public ArchiveFiles archive() {
        return archive;
    }

    @Override
    public int trim(long lowSeq) {
        List<KnownFile> all = files.all();
        int kept = 0;
        for (int i = 0; i < all.size(); i++) {
            OptionalLong first = all.get(i).firstSeq();
            kept = first.isPresent() && first.getAsLong() <= lowSeq ? i : kept;
        }
        List<KnownFile> settled = all.subList(0, kept);
        try {
            for (KnownFile file : settled) {
                files.remove(file);
            }
        } catch (IOException failure) {
            throw failed(failure);
        }
        return settled.size();
    }

    @Override
    public List<JournalSpan> complete() {
        return complete(Map.of()).stream().map(LiveFile::span).toList();
    }

    @Override
    public Freed free(List<LiveSpan> live, ArchivedSpan archived) {
        Map<Long, LiveSpan> byFirstSeq = new HashMap<>();
        live.forEach(span -> byFirstSeq.put(span.firstSeq(), span));
        List<LiveFile> complete = new ArrayList<>(complete(byFirstSeq));
        complete.replaceAll(file -> archive.withArchived(file, archived));
        try {
            List<LiveFile> run = firstRun(complete, archived);
            while (!run.isEmpty()) {
                Optional<LiveFile> unreadable = copyForward(run);
                if (unreadable.isEmpty()) {
                    return freed(run, complete, archived);
                }
                // Its records are reported as damaged when somebody reads them, which the copy could not be.
                complete.replaceAll(file -> file.equals(unreadable.get()) ? file.unknown() : file);
                run = firstRun(complete, archived);
            }
        } catch (IOException failure) {
            throw failed(failure);
        }
        return Freed.NOTHING;
    }

    /** What is archived is not mixed with what was there before. */
    private static List<LiveFile> firstRun(List<LiveFile> files, ArchivedSpan archived) {
        int before = (int) files.stream()
                .takeWhile(file -> file.span().endSeq() <= archived.fromSeq())
                .count();
        List<LiveFile> run = CopyPlan.firstRun(files.subList(0, before));
        return run.isEmpty() ? CopyPlan.firstRun(files.subList(before, files.size())) : run;
    }

    private static Freed freed(List<LiveFile> run, List<LiveFile> complete, ArchivedSpan archived) {
        int behind = complete.indexOf(run.get(run.size() - 1)) + 1;
        return new Freed(
                run.size(),
                run.stream()
                        .mapToLong(file -> file.live().orElseThrow().bytes())
                        .sum(),
                !firstRun(complete.subList(behind, complete.size()), archived).isEmpty());
    }

    /**
     * Puts a table in the place of the last file with a record, of which all is settled. Nobody may have it open to write.
     *
     * @param nextSeq one past the last record; a file that has more stays
     */
    boolean retire(long nextSeq) throws IOException {
        List<KnownFile> read = files.withRecords();
        if (read.isEmpty() || nextSeq() > nextSeq) {
            return false;
        }
        KnownFile last = read.get(read.size() - 1);
        if (last.name().ending() == SegmentName.Ending.KEPT) {
            return false;
        }
        SegmentName name = files.nextKept(last);
        KeptTable table = new KeptTable(last.firstSeq().getAsLong(), nextSeq, List.of());
        var unused = ForwardCopy.write(topic, name, table, List.of());
        files.replace(List.of(last), keptFile(name, table));
        return true;
    }

    /** Puts one file in the place of some; unless there is one of them that does not give its records. */
    private Optional<LiveFile> copyForward(List<LiveFile> run) throws IOException {
        LiveFile first = run.get(0);
        LiveFile last = run.get(run.size() - 1);
        SegmentName name = files.nextKept(last.file());
        KeptTable table = new KeptTable(
                first.span().firstSeq(),
                last.span().endSeq(),
                run.stream().flatMap(file -> file.sequences().stream()).toList());
        Optional<LiveFile> unreadable = ForwardCopy.write(topic, name, table, run);
        if (unreadable.isPresent()) {
            return unreadable;
        }
        files.replace(run.stream().map(LiveFile::file).toList(), keptFile(name, table));
        return Optional.empty();
    }

    private static KnownFile keptFile(SegmentName name, KeptTable table) {
        return new KnownFile(name, OptionalLong.of(table.firstSeq()), OptionalLong.of(table.endSeq()));
    }

    /**
     * Deletes files whose records a later one has, too: those that do not begin below it. Only a recovery writes such a
     * later file.
     */
    public void deleteReplaced() throws IOException {
        files.removeReplaced();
    }

    /** Those behind which another begins. */
    private List<LiveFile> complete(Map<Long, LiveSpan> live) {
        List<KnownFile> read = files.withRecords();
        List<LiveFile> complete = new ArrayList<>();
        for (int i = 0; i + 1 < read.size(); i++) {
            long first = read.get(i).firstSeq().getAsLong();
            long end = read.get(i + 1).firstSeq().getAsLong();
            if (end > first) {
                long bytes = lengthOf(read.get(i));
                complete.add(new LiveFile(
                        read.get(i),
                        new JournalSpan(first, end, bytes, CopyPlan.listedBytes(bytes)),
                        Optional.ofNullable(live.get(first)).filter(span -> span.endSeq() == end)));
            }
        }
        return complete;
    }

    private long lengthOf(KnownFile known) {
        try (DiskFile file = topic.disk().openToRead(known.name().in(topic.path()))) {
            return file.sizeBytes();
        } catch (IOException failure) {
            throw failed(failure);
        }
    }

    private UncheckedIOException failed(IOException failure) {
        return new UncheckedIOException("a journal's files cannot be changed: " + topic.path(), failure);
    }
}
