package dev.carillon.journal.store.wal;

import dev.carillon.journal.store.Halt;
import dev.carillon.journal.store.TopicFile;
import dev.carillon.journal.store.disk.TooManyFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forces on a thread of its own what was written elsewhere: before a full segment of the log goes, the topics' files with
 * its records; each second, the state logs and, without a log, the topics' files. A failed force ends the process; where
 * there is no descriptor to open a file with, it waits for one, but not when the broker stops.
 */
final class Checkpoint {
    /** Over it the log waits, and with it whoever publishes: the disk is not fast enough. */
    static final int MOST_FULL_SEGMENTS = 8;

    private static final Logger LOG = LoggerFactory.getLogger(Checkpoint.class);
    private static final long EVERY_MILLIS = 1_000;

    private final TopicForce force;
    private final LogFolder folder;
    private final Halt halt;
    private final BlockingQueue<Optional<LogSegment>> full = new ArrayBlockingQueue<>(MOST_FULL_SEGMENTS);
    private final Set<TopicFile> writtenFiles = ConcurrentHashMap.newKeySet();
    private final Set<Path> writtenStates = ConcurrentHashMap.newKeySet();
    private final Thread thread = new Thread(this::run, "checkpoint");

    /** The files that were forced last: their names are durable. Belongs to the thread. */
    private Set<TopicFile> named = Set.of();

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

    /** Forces what was written last; full segments that are still here stay for the next start. */
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
                Optional<LogSegment> segment = next();
                if (segment.isPresent()) {
                    forceTopics(segment.get().files());
                    folder.drop(segment.get());
                    patiently(folder::forceNames);
                }
                forceWritten();
            }
            forceWritten();
        } catch (IOException failure) {
            if (isClosing && TooManyFiles.isReasonOf(failure)) {
                LOG.atError()
                        .addKeyValue("error", failure.toString())
                        .log(
                                "the process has no descriptor left; what was written is left to the system and the next start");
            } else {
                end(failure);
            }
        } catch (RuntimeException | Error failure) {
            end(failure);
        }
    }

    private void end(Throwable failure) {
        doubt(failure);
        halt.halt("what was written to the topics cannot be forced to the disk", failure);
    }

    private void doubt(Throwable failure) {
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
        forceTopics(taken(writtenFiles));
        List<Path> states = taken(writtenStates);
        patiently(() -> force.states(states));
    }

    private void forceTopics(Collection<TopicFile> files) throws IOException {
        if (!files.isEmpty()) {
            patiently(() -> force.topics(files, named));
            named = Set.copyOf(files);
        }
    }

    /**
     * A file that could not even be opened is as it was. It is forced when there is a descriptor for it again; at a stop
     * it is left as it is, with the segment of the log that has the same.
     */
    private void patiently(Forcing forcing) throws IOException {
        boolean isDone = false;
        while (!isDone) {
            try {
                forcing.force();
                isDone = true;
            } catch (IOException failure) {
                if (isClosing || !TooManyFiles.isReasonOf(failure)) {
                    throw failure;
                }
                LOG.atError()
                        .addKeyValue("error", failure.toString())
                        .log("the process has no descriptor left; what was written is forced later");
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(EVERY_MILLIS));
            }
        }
    }

    /** May be done again. */
    private interface Forcing {
        void force() throws IOException;
    }

    /** What is written again meanwhile comes into the set again. */
    private static <T> List<T> taken(Set<T> written) {
        List<T> taken = new ArrayList<>(written);
        taken.forEach(written::remove);
        return taken;
    }
}
