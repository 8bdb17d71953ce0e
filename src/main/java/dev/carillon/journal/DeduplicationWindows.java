package dev.carillon.journal;

import dev.carillon.journal.store.JournalReader;
import dev.carillon.journal.store.JournalRecord;
import dev.carillon.journal.store.JournalStore;
import dev.carillon.model.Publication;
import dev.carillon.model.TimeSource;
import dev.carillon.model.Topic;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The windows of a shard's FIFO topics. Each is filled from its topic's journal when somebody first asks for it, costs some
 * 30 bytes a message, and stays until the topic is gone. Belongs to the shard's thread; what needs the journal throws
 * {@link java.io.UncheckedIOException} when the disk fails.
 *
 * <p>A window is filled once, before its topic's first append. From then on it knows better than the journal, which may
 * hold records that are in no log: the log found no space for them, or their append failed when they were whole already.
 * Were those taken up, a publisher that was refused and comes again would be told that his message is stored, and a power
 * cut take it. What an earlier process left so is taken up all the same, and made durable first.
 */
final class DeduplicationWindows {
    /** Messages in all windows of a shard: 3,495 a second for five minutes. Over it FIFO topics take no more. */
    static final int MOST = 1 << 20;

    private final JournalStore store;
    private final TimeSource time;
    private final int most;
    private final Moment start;
    private final long seed = new SplittableRandom().nextLong();
    private final Map<Long, Open> windows = new HashMap<>();
    private int size;

    DeduplicationWindows(JournalStore store, TimeSource time, int most) {
        this.store = store;
        this.time = time;
        this.most = most;
        this.start = Moment.now(time);
    }

    /** Whether no window takes one message more. */
    boolean isFull() {
        return size >= most;
    }

    /** The message of the last five minutes that this one repeats. */
    Optional<JournalRecord> first(Topic topic, Publication publication) {
        Open open = open(topic);
        return open.window.first(publication, open.reader(), now());
    }

    /** Takes note of a message that was appended. */
    void add(Topic topic, Publication publication, long sequence) {
        open(topic).window.add(publication, sequence, now());
        size++;
    }

    /** Forgets a message of which nobody was told that it is stored. */
    void forget(long topicNo, long sequence) {
        Open open = windows.get(topicNo);
        if (open != null) {
            open.window.forget(sequence);
        }
    }

    /** Reads a topic anew whose journal failed; what its window knows stays. */
    void readAnew(long topicNo) {
        Open open = windows.get(topicNo);
        if (open != null) {
            open.closeReader();
        }
    }

    /** Forgets a topic that is gone. */
    void forget(long topicNo) {
        Open gone = windows.remove(topicNo);
        if (gone != null) {
            gone.closeReader();
            size -= gone.window.size();
        }
    }

    /** The first sequence of a topic whose record must stay, {@link DeduplicationWindow#NOTHING} where none need. */
    long keptFrom(Topic topic) {
        return topic.isFifo() ? open(topic).window.keptFrom() : DeduplicationWindow.NOTHING;
    }

    /** Lets go of what is too old; gives the topics of which less need be kept now. */
    List<Long> expire() {
        List<Long> moved = new ArrayList<>();
        Moment now = now();
        windows.forEach((topicNo, open) -> {
            open.closeReader();
            int before = open.window.size();
            if (open.window.expire(now)) {
                size -= before - open.window.size();
                moved.add(topicNo);
            }
        });
        return moved;
    }

    private Open open(Topic topic) {
        DeduplicationKey key = new DeduplicationKey(topic.isDeduplicatedByGroup(), seed);
        Open known = windows.get(topic.topicNo());
        if (known == null) {
            return fill(new Open(topic.topicNo(), new DeduplicationWindow(key)));
        }
        if (!known.window.key().equals(key)) {
            DeduplicationWindow before = known.window;
            known.window = before.by(key, known.reader(), now());
            size += known.window.size() - before.size();
        }
        return known;
    }

    private Open fill(Open empty) {
        try {
            empty.window.fill(empty.reader(), now().withAhead(start.aheadMillis()));
            if (empty.window.size() > 0) {
                store.force(empty.topicNo);
            }
        } catch (UncheckedIOException failure) {
            empty.closeReader();
            throw failure;
        }
        windows.put(empty.topicNo, empty);
        size += empty.window.size();
        return empty;
    }

    private Moment now() {
        return Moment.now(time);
    }

    /** A window, and the journal's reader while it is in use. */
    private final class Open {
        private final long topicNo;
        private DeduplicationWindow window;
        private @Nullable JournalReader reader;

        Open(long topicNo, DeduplicationWindow window) {
            this.topicNo = topicNo;
            this.window = window;
        }

        JournalReader reader() {
            JournalReader opened = reader;
            if (opened == null) {
                opened = store.read(topicNo);
                reader = opened;
            }
            return opened;
        }

        void closeReader() {
            JournalReader closing = reader;
            reader = null;
            if (closing != null) {
                closing.close();
            }
        }
    }
}
