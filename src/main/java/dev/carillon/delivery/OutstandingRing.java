package dev.carillon.delivery;

import dev.carillon.model.JournalSpan;
import dev.carillon.model.LiveSpan;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * What one topic's messages wait for: 8 bytes a message, from the oldest that somebody still waits for to the newest
 * that was read.
 *
 * <pre>
 *   entry = size (32 bits) | subscriptions that have not settled it (32 bits)
 * </pre>
 *
 * Belongs to the shard's thread.
 */
final class OutstandingRing {
    private static final int LEAST = 64;
    private static final long WAITERS = 0xffff_ffffL;

    private long[] entries = new long[LEAST];
    private long lowSeq;
    private long endSeq;
    private long outstandingBytes;

    OutstandingRing(long firstSeq) {
        lowSeq = firstSeq;
        endSeq = firstSeq;
    }

    /** Every sequence below it is settled by everybody. */
    long lowSeq() {
        return lowSeq;
    }

    /** The sequence that {@link #add} gets next. */
    long endSeq() {
        return endSeq;
    }

    /** Encoded bytes of the messages that somebody waits for. */
    long outstandingBytes() {
        return outstandingBytes;
    }

    /** Adds the next message. One that nobody waits for is settled already. */
    void add(int bytes, int waiters) {
        if (endSeq - lowSeq == entries.length) {
            resize(2 * entries.length);
        }
        entries[slot(endSeq)] = ((long) bytes << 32) | waiters;
        endSeq++;
        if (waiters > 0) {
            outstandingBytes += bytes;
        } else {
            passSettled();
        }
    }

    /**
     * One subscription has settled a message.
     *
     * @return the bytes that are free now; 0 while others wait for it
     */
    int settle(long sequence) {
        if (sequence < lowSeq || sequence >= endSeq || waiters(sequence) == 0) {
            throw new IllegalArgumentException("nobody waits for " + sequence);
        }
        entries[slot(sequence)]--;
        if (waiters(sequence) > 0) {
            return 0;
        }
        int bytes = bytes(sequence);
        outstandingBytes -= bytes;
        passSettled();
        return bytes;
    }

    /** How much of a file is still waited for; empty when it was not counted to its end yet. */
    Optional<LiveSpan> live(JournalSpan file) {
        if (file.endSeq() > endSeq) {
            return Optional.empty();
        }
        int records = 0;
        long bytes = 0;
        for (long sequence = Math.max(lowSeq, file.firstSeq()); sequence < file.endSeq(); sequence++) {
            if (waiters(sequence) > 0) {
                records++;
                bytes += bytes(sequence);
            }
        }
        List<Long> listed = bytes <= file.listedBytes() ? waitedFor(file) : List.of();
        return Optional.of(new LiveSpan(file.firstSeq(), file.endSeq(), records, bytes, listed));
    }

    private List<Long> waitedFor(JournalSpan file) {
        return LongStream.range(Math.max(lowSeq, file.firstSeq()), Math.max(lowSeq, file.endSeq()))
                .filter(sequence -> waiters(sequence) > 0)
                .boxed()
                .toList();
    }

    private int waiters(long sequence) {
        return (int) (entries[slot(sequence)] & WAITERS);
    }

    private int bytes(long sequence) {
        return (int) (entries[slot(sequence)] >>> 32);
    }

    private void passSettled() {
        while (lowSeq < endSeq && waiters(lowSeq) == 0) {
            lowSeq++;
        }
        if (entries.length > LEAST && endSeq - lowSeq < entries.length / 8) {
            resize(entries.length / 4);
        }
    }

    private void resize(int capacity) {
        long[] resized = new long[Math.max(LEAST, capacity)];
        for (long sequence = lowSeq; sequence < endSeq; sequence++) {
            resized[(int) (sequence & (resized.length - 1))] = entries[slot(sequence)];
        }
        entries = resized;
    }

    private int slot(long sequence) {
        return (int) (sequence & (entries.length - 1));
    }
}
