package dev.carillon.journal.store.topic;

import dev.carillon.journal.store.JournalReader;
import dev.carillon.journal.store.ReadOutcome;
import dev.carillon.journal.store.record.RecordDecoder;
import dev.carillon.journal.store.segment.Segment;
import dev.carillon.journal.store.segment.SegmentName;
import dev.carillon.journal.store.segment.TopicFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a topic's files while they are written to. A sequence is in the last file that begins at or below it; the list
 * of files is read again when something is not found where it should be, which is also how a new file is noticed, and
 * one that took the place of others.
 */
public final class FileJournalReader implements JournalReader {
    /** Lanes read at a few places of a topic at once: at its end, and where a slow endpoint is. */
    private static final int OPEN_FILES = 4;

    /** A file can vanish from under a look-up once when it is sealed, and be found too late once when it is new. */
    private static final int LOOKS = 3;

    private final TopicFolder topic;
    private final RecordDecoder decoder;
    private final boolean isFixed;
    private final Deque<Segment> recent = new ArrayDeque<>();

    /** Segments whose first sequence is not known: new ones, and those that hold no whole record. */
    private final Map<SegmentName, Segment> unread = new LinkedHashMap<>();

    private final TreeMap<Long, Segment> byFirstSeq = new TreeMap<>();

    public FileJournalReader(TopicFolder topic) {
        this(topic, false);
    }

    private FileJournalReader(TopicFolder topic, boolean isFixed) {
        this.topic = topic;
        this.decoder = new RecordDecoder(topic.topicNo());
        this.isFixed = isFixed;
        list();
    }

    /** Reads the files that are there now, and sees none that come later. */
    public static FileJournalReader ofPresent(TopicFolder topic) {
        return new FileJournalReader(topic, true);
    }

    @Override
    public ReadOutcome read(long sequence) {
        ReadOutcome outcome = readKnown(sequence);
        for (int look = 1; look < LOOKS && !(outcome instanceof ReadOutcome.Found) && !isFreed(sequence); look++) {
            refresh();
            outcome = readKnown(sequence);
        }
        if (outcome instanceof ReadOutcome.Found) {
            return outcome;
        }
        if (isFreed(sequence) || sequence < firstSeq() || sequence >= nextSeq()) {
            return new ReadOutcome.Absent();
        }
        return outcome instanceof ReadOutcome.Damaged ? outcome : new ReadOutcome.Damaged("missing");
    }

    @Override
    public long firstSeq() {
        refresh();
        return byFirstSeq.isEmpty() ? 0 : byFirstSeq.firstKey();
    }

    @Override
    public long nextSeq() {
        refresh();
        return byFirstSeq.isEmpty()
                ? 0
                : use(byFirstSeq.lastEntry().getValue()).nextSeq().orElseThrow();
    }

    @Override
    public void close() {
        recent.forEach(Segment::close);
        recent.clear();
    }

    /** Whether a record is there as it was written, or is known to be settled. */
    public boolean holds(long sequence, byte[] record) {
        ReadOutcome outcome = read(sequence);
        if (!(outcome instanceof ReadOutcome.Found found)) {
            return isFreed(sequence);
        }
        return found.record().encodedBytes() == record.length
                && found.record().publication().messageId().equals(RecordDecoder.messageId(record));
    }

    /** A whole record as it lies there; empty when there is none. */
    public Optional<byte[]> copy(long sequence) {
        Map.@Nullable Entry<Long, Segment> floor = byFirstSeq.floorEntry(sequence);
        return floor != null && read(sequence) instanceof ReadOutcome.Found
                ? use(floor.getValue()).copy(sequence)
                : Optional.empty();
    }

    private ReadOutcome readKnown(long sequence) {
        Map.@Nullable Entry<Long, Segment> floor = byFirstSeq.floorEntry(sequence);
        return floor == null ? new ReadOutcome.Absent() : use(floor.getValue()).read(sequence);
    }

    /** Whether a table says that everybody has settled it. */
    public boolean isFreed(long sequence) {
        Map.@Nullable Entry<Long, Segment> floor = byFirstSeq.floorEntry(sequence);
        return floor != null && floor.getValue().hasFreed(sequence);
    }

    /** Keeps what is known of files that are still there, under the names that they have now. */
    @Override
    public void refresh() {
        if (!isFixed) {
            list();
        }
    }

    private void list() {
        Map<SegmentName, Segment> known = new LinkedHashMap<>(unread);
        byFirstSeq.values().forEach(segment -> known.put(segment.name(), segment));
        unread.clear();
        byFirstSeq.clear();
        for (SegmentName name : names()) {
            @Nullable Segment segment = known.remove(name);
            add(segment == null ? Segment.of(topic.path(), name, decoder) : segment);
        }
        known.values().forEach(this::leave);
    }

    private void add(Segment segment) {
        OptionalLong first =
                segment.isRead() ? segment.firstSeq() : use(segment).firstSeq();
        if (first.isEmpty()) {
            unread.put(segment.name(), segment);
            return;
        }
        OptionalLong end = segment.coveredEnd();
        if (end.isPresent()) {
            SortedMap<Long, Segment> replaced = byFirstSeq.subMap(first.getAsLong(), end.getAsLong());
            replaced.values().forEach(this::leave);
            replaced.clear();
        }
        byFirstSeq.put(first.getAsLong(), segment);
    }

    private Iterable<SegmentName> names() {
        try {
            return topic.names();
        } catch (IOException failure) {
            throw new UncheckedIOException("a journal's folder cannot be read: " + topic.path(), failure);
        }
    }

    private Segment use(Segment segment) {
        boolean unused = recent.remove(segment);
        recent.addFirst(segment);
        if (recent.size() > OPEN_FILES) {
            recent.removeLast().close();
        }
        return segment;
    }

    private void leave(Segment segment) {
        boolean unused = recent.remove(segment);
        segment.close();
    }
}
