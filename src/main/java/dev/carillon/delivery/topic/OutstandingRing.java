package dev.carillon.delivery.topic;

import dev.carillon.model.JournalSpan;
import dev.carillon.model.LiveSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one topic's messages wait for, from the oldest that somebody still waits for to the newest that was read: 8 bytes
 * a message, in chunks, of which those that everybody has settled are let go.
 *
 * <pre>
 *   low                                       end
 *    | 1 . 1 1 |   settled   | . . 2 . |  1 1 |
 *
 *   entry = size (32 bits) | subscriptions that have not settled it (32 bits)
 * </pre>
 *
 * So one message that waits for days costs a chunk, however many come and go meanwhile. Belongs to the shard's thread.
 */
final class OutstandingRing {
    private static final int CHUNK = 512;
    private static final long WAITERS = 0xffff_ffffL;

    /** By the number of their first message in chunks. */
    private final TreeMap<Long, Chunk> chunks = new TreeMap<>();

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

    /** How many are in memory. */
    int chunks() {
        return chunks.size();
    }

    /** Adds the next message. One that nobody waits for is settled already. */
    void add(int bytes, int waiters) {
        if (waiters > 0) {
            chunks.computeIfAbsent(endSeq / CHUNK, none -> new Chunk()).put(slot(endSeq), bytes, waiters);
            outstandingBytes += bytes;
        }
        endSeq++;
        if (waiters == 0) {
            passSettled();
        }
    }

    /**
     * One subscription has settled a message.
     *
     * @return the bytes that are free now; 0 while others wait for it
     */
    int settle(long sequence) {
        @Nullable Chunk chunk = chunks.get(sequence / CHUNK);
        if (sequence < lowSeq || chunk == null || chunk.waiters(slot(sequence)) == 0) {
            throw new IllegalArgumentException("nobody waits for " + sequence);
        }
        if (!chunk.settle(slot(sequence))) {
            return 0;
        }
        int bytes = chunk.bytes(slot(sequence));
        outstandingBytes -= bytes;
        if (chunk.isSettled()) {
            chunks.remove(sequence / CHUNK);
        }
        if (sequence == lowSeq) {
            passSettled();
        }
        return bytes;
    }

    /** How much of a file is still waited for; empty when it was not counted to its end yet. */
    Optional<LiveSpan> live(JournalSpan file) {
        if (file.endSeq() > endSeq) {
            return Optional.empty();
        }
        int records = 0;
        long bytes = 0;
        List<Long> listed = new ArrayList<>();
        for (Map.Entry<Long, Chunk> each : chunksOf(file)) {
            long first = each.getKey() * CHUNK;
            long end = Math.min(first + CHUNK, file.endSeq());
            for (long sequence = Math.max(first, file.firstSeq()); sequence < end; sequence++) {
                if (each.getValue().waiters(slot(sequence)) > 0) {
                    records++;
                    bytes += each.getValue().bytes(slot(sequence));
                    if (bytes <= file.listedBytes()) {
                        listed.add(sequence);
                    }
                }
            }
        }
        return Optional.of(LiveSpan.of(file, records, bytes, listed));
    }

    private Iterable<Map.Entry<Long, Chunk>> chunksOf(JournalSpan file) {
        return chunks.subMap(file.firstSeq() / CHUNK, true, (file.endSeq() - 1) / CHUNK, true)
                .entrySet();
    }

    private void passSettled() {
        Map.@Nullable Entry<Long, Chunk> first = chunks.firstEntry();
        if (first == null) {
            lowSeq = endSeq;
            return;
        }
        lowSeq = Math.max(lowSeq, first.getKey() * CHUNK);
        while (first.getValue().waiters(slot(lowSeq)) == 0) {
            lowSeq++;
        }
    }

    private static int slot(long sequence) {
        return (int) (sequence % CHUNK);
    }

    /** Neighbouring messages, at least one of which is waited for. */
    private static final class Chunk {
        private final long[] entries = new long[CHUNK];
        private int waitedFor;

        void put(int slot, int bytes, int waiters) {
            entries[slot] = ((long) bytes << 32) | waiters;
            waitedFor++;
        }

        int waiters(int slot) {
            return (int) (entries[slot] & WAITERS);
        }

        int bytes(int slot) {
            return (int) (entries[slot] >>> 32);
        }

        /** Whether nobody waits for it any more. */
        boolean settle(int slot) {
            entries[slot]--;
            if (waiters(slot) > 0) {
                return false;
            }
            waitedFor--;
            return true;
        }

        boolean isSettled() {
            return waitedFor == 0;
        }
    }
}
