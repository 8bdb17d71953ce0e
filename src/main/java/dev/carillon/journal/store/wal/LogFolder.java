package dev.carillon.journal.store.wal;

import dev.carillon.journal.store.disk.Disk;
import dev.carillon.journal.store.disk.DiskFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The folder {@code wal}: segments in the order of their numbers, and a few spare files whose space is used again. Of the
 * two threads that use it, the log's takes segments and the checkpoint's drops them.
 */
final class LogFolder {
    private static final Pattern SEGMENT = Pattern.compile("(\\d{10})\\.wal");
    private static final int MOST_SPARE = 2;

    /** Made when topics' files could not be forced. */
    private static final String DOUBT = "in-doubt";

    private final Disk disk;
    private final Path folder;
    private final long segmentBytes;
    private final BlockingQueue<Path> spare = new ArrayBlockingQueue<>(MOST_SPARE);
    private final AtomicInteger segments = new AtomicInteger();
    private long nextNumber;

    private LogFolder(Disk disk, Path folder, long segmentBytes) {
        this.disk = disk;
        this.folder = folder;
        this.segmentBytes = segmentBytes;
    }

    /** Opens the folder; what was spare in an earlier process, or has a name of nobody's, is deleted. */
    static LogFolder open(Disk disk, Path folder, long segmentBytes) throws IOException {
        LogFolder opened = new LogFolder(disk, folder, segmentBytes);
        for (Path path : disk.list(folder)) {
            if (number(path).isEmpty() && !path.equals(opened.doubt())) {
                disk.delete(path);
            }
        }
        List<Long> numbers = opened.numbers();
        opened.segments.set(numbers.size());
        opened.nextNumber = numbers.isEmpty() ? 1 : numbers.get(numbers.size() - 1) + 1;
        return opened;
    }

    /** The segments that are there, oldest first. */
    List<Long> numbers() throws IOException {
        return disk.list(folder).stream()
                .flatMap(path -> number(path).stream())
                .sorted()
                .toList();
    }

    /**
     * Lets the next start know that topics' files may look right and not be on the disk: Linux takes pages that it could
     * not write for written. If this fails too, only the message is left that says to look into the disk.
     */
    void doubtTopics() throws IOException {
        try (DiskFile mark = disk.openToWrite(doubt())) {
            mark.force();
        }
        disk.forceFolder(folder);
    }

    /** Whether an earlier process could not force topics' files, so that nothing may be taken for stored but what is here. */
    boolean areTopicsInDoubt() {
        return disk.exists(doubt());
    }

    /** They were written again. */
    void trustTopics() throws IOException {
        disk.delete(doubt());
    }

    private Path doubt() {
        return folder.resolve(DOUBT);
    }

    /** How many there are; safe on every thread. */
    int count() {
        return segments.get();
    }

    Path path(long number) {
        return folder.resolve(String.format(Locale.ROOT, "%010d.wal", number));
    }

    /** A new segment, whose name is durable. */
    LogSegment next() throws IOException {
        Path path = path(nextNumber);
        Optional<Path> again = Optional.ofNullable(spare.poll());
        if (again.isPresent()) {
            disk.rename(again.get(), path);
        }
        DiskFile file = disk.openToWrite(path);
        try {
            disk.forceFolder(folder);
            LogSegment segment = new LogSegment(nextNumber, file, segmentBytes);
            nextNumber++;
            segments.incrementAndGet();
            return segment;
        } catch (IOException failure) {
            file.close();
            throw failure;
        }
    }

    /**
     * Lets a segment go that nobody needs any more. Its name goes first, so that no recovery reads it; for good once
     * {@link #forceNames} has been called.
     */
    void drop(LogSegment segment) throws IOException {
        segment.close();
        Path path = path(segment.number());
        Path kept = folder.resolve("spare-" + segment.number());
        disk.rename(path, kept);
        segments.decrementAndGet();
        if (!spare.offer(kept)) {
            disk.delete(kept);
        }
    }

    /** What was dropped stays so. */
    void forceNames() throws IOException {
        disk.forceFolder(folder);
    }

    /** Deletes segments of earlier processes, the oldest first. */
    void delete(List<Long> numbers) throws IOException {
        for (long number : numbers) {
            disk.delete(path(number));
            segments.decrementAndGet();
        }
        disk.forceFolder(folder);
    }

    private static Optional<Long> number(Path path) {
        Matcher matcher = SEGMENT.matcher(path.getFileName().toString());
        return matcher.matches() ? Optional.of(Long.valueOf(matcher.group(1))) : Optional.empty();
    }
}
