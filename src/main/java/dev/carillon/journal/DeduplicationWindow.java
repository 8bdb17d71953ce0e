package dev.carillon.journal;

import dev.carillon.journal.store.JournalReader;
import dev.carillon.journal.store.JournalRecord;
import dev.carillon.journal.store.ReadOutcome;
import dev.carillon.model.Publication;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/**
 * Which messages a FIFO topic has taken in the last five minutes. The journal itself says what they are; here is where
 * they are in it, by a hash, in generations of a minute each:
 *
 * <pre>
 *   minute 0 | minute 1 | ... | minute 5      a generation goes when its last message is five minutes old
 *   keptFrom
 * </pre>
 *
 * So a message's entry stays up to a minute too long, which costs a look at its record and no more: what counts is the
 * publish time there. That is of the wall clock, which somebody may set; how far it was ahead of the monotonic one the
 * generation knows, and another begins when that changes. Belongs to the shard's thread; what it asks the journal throws
 * {@link java.io.UncheckedIOException} when the disk fails.
 */
final class DeduplicationWindow {
    /** The deduplication interval of AWS's FIFO topics (SNS Developer Guide, "Message deduplication"). */
    static final Duration LENGTH = Duration.ofMinutes(5);

    /** Nothing need be kept. */
    static final long NOTHING = Long.MAX_VALUE;

    private static final long GENERATION_MILLIS = Duration.ofMinutes(1).toMillis();

    /** Clocks drift apart by less than this within a generation; when somebody sets one, it is mostly by more. */
    private static final long SET_MILLIS = 1_000;

    /** Records that are looked at in one go while it is filled, backwards from the journal's end. */
    private static final int BLOCK = 4_096;

    private final DeduplicationKey key;
    private final Deque<Generation> generations = new ArrayDeque<>();
    private int size;

    DeduplicationWindow(DeduplicationKey key) {
        this.key = key;
    }

    DeduplicationKey key() {
        return key;
    }

    int size() {
        return size;
    }

    /** The first sequence whose record must stay. */
    long keptFrom() {
        Generation oldest = generations.peekFirst();
        return oldest == null ? NOTHING : oldest.firstSeq;
    }

    /**
     * Fills it from the journal before the first append: back to where a whole block holds nothing that is young.
     *
     * @param now with the wall clock as it was when this process found the journal
     */
    void fill(JournalReader reader, Moment now) {
        long firstSeq = reader.firstSeq();
        long end = reader.nextSeq();
        long from = end;
        while (from > firstSeq && hasYoung(reader, Math.max(firstSeq, from - BLOCK), from, now)) {
            from = Math.max(firstSeq, from - BLOCK);
        }
        for (long sequence = from; sequence < end; sequence++) {
            young(reader, sequence, now).ifPresent(record -> add(record, now));
        }
    }

    /** The same messages by another key, and no others of the journal: nobody was told that those are stored. */
    DeduplicationWindow by(DeduplicationKey other, JournalReader reader, Moment now) {
        DeduplicationWindow same = new DeduplicationWindow(other);
        for (Generation generation : generations) {
            Moment then = now.withAhead(generation.aheadMillis);
            for (long sequence : generation.sequences.ascending()) {
                young(reader, sequence, then).ifPresent(record -> same.add(record, then));
            }
        }
        return same;
    }

    /** The record of the message that this one repeats. */
    Optional<JournalRecord> first(Publication publication, JournalReader reader, Moment now) {
        long hash = key.hash(publication);
        Iterator<Generation> newestFirst = generations.descendingIterator();
        while (newestFirst.hasNext()) {
            Generation generation = newestFirst.next();
            HashedSequences sequences = generation.sequences;
            Moment then = now.withAhead(generation.aheadMillis);
            for (int place = sequences.first(hash); place >= 0; place = sequences.next(hash, place)) {
                Optional<JournalRecord> found = young(reader, sequences.sequence(place), then)
                        .filter(record -> key.areSame(record.publication(), publication));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** Takes note of a message that was appended. */
    void add(Publication publication, long sequence, Moment at) {
        Generation newest = generations.peekLast();
        if (newest == null || !newest.takes(at)) {
            newest = new Generation(sequence, at);
            generations.addLast(newest);
        }
        newest.sequences.add(key.hash(publication), sequence);
        newest.lastMillis = at.millis();
        size++;
    }

    private void add(JournalRecord record, Moment then) {
        add(record.publication(), record.sequence(), publishedAt(record, then));
    }

    /** A message that was appended and is not to be repeated by others: nobody was told that it is stored. */
    void forget(long sequence) {
        generations.forEach(generation -> generation.sequences.remove(sequence));
    }

    /**
     * Lets go of what is too old.
     *
     * @return whether something went
     */
    boolean expire(Moment now) {
        int before = generations.size();
        while (!generations.isEmpty() && !isYoung(generations.getFirst().lastMillis, now)) {
            size -= generations.removeFirst().sequences.size();
        }
        return generations.size() < before;
    }

    private static boolean hasYoung(JournalReader reader, long from, long end, Moment now) {
        for (long sequence = from; sequence < end; sequence++) {
            if (young(reader, sequence, now).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static Optional<JournalRecord> young(JournalReader reader, long sequence, Moment now) {
        return sequence != HashedSequences.GONE
                        && reader.read(sequence) instanceof ReadOutcome.Found found
                        && isYoung(publishedAt(found.record(), now).millis(), now)
                ? Optional.of(found.record())
                : Optional.empty();
    }

    private static Moment publishedAt(JournalRecord record, Moment then) {
        return then.at(record.publishedAt().toEpochMilli());
    }

    /** Also where the clock was set back before this process began, though not for longer than that. */
    private static boolean isYoung(long millis, Moment now) {
        return Math.abs(now.millis() - millis) < LENGTH.toMillis();
    }

    private static final class Generation {
        private final HashedSequences sequences = new HashedSequences();
        private final long firstSeq;
        private final long beganMillis;
        private final long aheadMillis;
        private long lastMillis;

        Generation(long firstSeq, Moment began) {
            this.firstSeq = firstSeq;
            this.beganMillis = began.millis();
            this.aheadMillis = began.aheadMillis();
        }

        boolean takes(Moment at) {
            return Math.abs(at.millis() - beganMillis) < GENERATION_MILLIS
                    && Math.abs(at.aheadMillis() - aheadMillis) < SET_MILLIS;
        }
    }
}
