package dev.carillon.bench;

import dev.carillon.config.JournalConfig;
import dev.carillon.config.JournalConfigs;
import dev.carillon.journal.store.NoCommits;
import dev.carillon.journal.store.TopicJournal;
import dev.carillon.journal.store.folder.DataFolder;
import dev.carillon.journal.store.folder.DataFolders;
import dev.carillon.model.MessageText;
import dev.carillon.model.Publication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to append one message of 1 KiB to one of so many topics, in turn, and to commit it. Rolling to the next
 * file and deleting settled ones is part of it: half a roll behind the last record everything counts as settled.
 */
@State(Scope.Thread)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class JournalAppendBenchmark {
    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");
    private static final JournalConfig CONFIG = JournalConfigs.rolling(2, "8MiB", 8_000);
    private static final int TRIM_EVERY = 4_000;

    @Param({"1", "100"})
    int topics;

    private final Publication message =
            new Publication(new UUID(1, 2), "", MessageText.of("m".repeat(1_024)), false, List.of(), "", "", "");
    private final List<TopicJournal> journals = new ArrayList<>();
    private Path folder = Path.of("target");
    private DataFolder data;
    private int turn;

    @Setup
    public void open() throws IOException {
        folder = Files.createTempDirectory(Path.of("target"), "journal-append");
        data = DataFolders.open(folder, CONFIG);
        LongStream.range(0, topics)
                .forEach(topicNo -> journals.add(data.journals().open(topicNo, new NoCommits())));
    }

    @Benchmark
    public long appendAndCommit() {
        TopicJournal journal = journals.get(turn++ % topics);
        long sequence = journal.append(message, NOW);
        if (sequence % TRIM_EVERY == 0) {
            int unused = journal.files().trim(sequence);
        }
        return sequence;
    }

    @TearDown
    public void close() throws IOException {
        journals.forEach(TopicJournal::close);
        data.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
