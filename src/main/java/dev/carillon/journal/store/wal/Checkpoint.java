package dev.carillon.journal.store.wal;

import dev.carillon.journal.store.Halt;
import dev.carillon.journal.store.TopicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Forces on a thread of its own what was written elsewhere: before full segments of the log go, the topics' files with
 * their records; each second, the state logs and, without a log, the topics' files. A failed force ends the process.
 *
 * <p>Segments go two at a time: with a thousand topics a force of each costs far more than what is written meanwhile, and
 * one force serves the records of both. One that stays alone goes some seconds later.
 */
final class Checkpoint {
    /** Over it the log waits, and with it whoever publishes: the disk is not fast enough. */
    static final int MOST_FULL_SEGMENTS = 8;

    private static final long EVERY_MILLIS = 1_000;
    private static final int AT_A_TIME = 2;
    private static final int MOST_QUIET_TURNS = 5;

    private final TopicForce force;
    private final LogFolder folder;
    private final Halt halt;
    private final BlockingQueue<Optional<LogSegment>> full = new ArrayBlockingQueue<>(MOST_FULL_SEGMENTS);
    private final Set<TopicFile> writtenFiles = ConcurrentHashMap.newKeySet();
    private final Set<Path> writtenStates = ConcurrentHashMap.newKeySet();
    private final Thread thread = new Thread(this::run, "checkpoint");
    private final List<LogSegment> gathered = new ArrayList<>();
    private int quietTurns;
    private volatile boolean isClosing;

    Checkpoint(TopicForce force, LogFolder folder, Halt halt) {
        this.force = force;
        this.folder = folder;
        this.halt = halt;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Takes over a segment that is full and forced. Waits while there are too many. */
    void full(LogSegment segment) throws IOException {
        try {
            while (!full.offer(Optional.of(segment), EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                if (!thread.isAlive()) {
                    throw new IOException("nobody forces the topics' files any more");
                }
            }
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", nobodyDoes);
        }
    }

    /** These files are to be forced within about a second. */
    void wrote(Collection<TopicFile> files) {
        writtenFiles.addAll(files);
    }

    /** This state log is to be forced within about a second. */
    void wroteState(Path file) {
        writtenStates.add(file);
    }

    /** Forces what was written last, so that the next start has no full segment to read. */
    void close() {
        isClosing = true;
        // An interrupt would close the file that is being forced.
        boolean unused = full.offer(Optional.empty());
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!isClosing) {
                next().ifPresentOrElse(this::gather, () -> quietTurns++);
                if (gathered.size() >= AT_A_TIME || quietTurns > MOST_QUIET_TURNS) {
                    dropGathered();
                }
                forceWritten();
            }
            List<Optional<LogSegment>> rest = new ArrayList<>();
            int unused = full.drainTo(rest);
            rest.forEach(last -> last.ifPresent(this::gather));
            dropGathered();
            forceWritten();
        } catch (IOException | RuntimeException failure) {
            doubt(failure);
            halt.halt("what was written to the topics cannot be forced to the disk", failure);
        }
    }

    private void gather(LogSegment segment) {
        gathered.add(segment);
        quietTurns = 0;
    }

    private void dropGathered() throws IOException {
        Set<TopicFile> files = new LinkedHashSet<>();
        gathered.forEach(segment -> files.addAll(segment.files()));
        force.topics(files);
        for (LogSegment segment : gathered) {
            folder.drop(segment);
        }
        gathered.clear();
        quietTurns = 0;
    }

    private void doubt(Exception failure) {
        try {
            folder.doubtTopics();
        } catch (IOException | RuntimeException another) {
            failure.addSuppressed(another);
        }
    }

    private Optional<LogSegment> next() {
        try {
            return Optional.ofNullable(full.poll(EVERY_MILLIS, TimeUnit.MILLISECONDS))
                    .flatMap(segment -> segment);
        } catch (InterruptedException nobodyDoes) {
            isClosing = true;
            return Optional.empty();
        }
    }

    private void forceWritten() throws IOException {
        force.topics(taken(writtenFiles));
        force.states(taken(writtenStates));
    }

    /** What is written again meanwhile comes into the set again. */
    private static <T> List<T> taken(Set<T> written) {
        List<T> taken = new ArrayList<>(written);
        taken.forEach(written::remove);
        return taken;
    }
}
