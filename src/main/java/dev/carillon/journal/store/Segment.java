package dev.carillon.journal.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One file of a topic's journal: records with dense sequences from the first on. Which is the first is what its first
 * whole record says; a file without one holds nothing.
 */
final class Segment implements AutoCloseable {
    private final SegmentName name;
    private final SegmentFile file;
    private final RecordDecoder decoder;
    private OptionalLong firstSeq = OptionalLong.empty();
    private int scanned;
    private int wholeRecords;

    Segment(Path folder, SegmentName name, RecordDecoder decoder) {
        this.name = name;
        this.file = new SegmentFile(name.in(folder));
        this.decoder = decoder;
    }

    SegmentName name() {
        return name;
    }

    /** Whether the first sequence is known without a look at the file. */
    boolean isRead() {
        return firstSeq.isPresent();
    }

    /** Empty when there is no whole record, or none yet. */
    OptionalLong firstSeq() {
        while (firstSeq.isEmpty() && scanOne()) {
            // Usually the very first record tells.
        }
        return firstSeq;
    }

    /** One past the last whole record; empty when there is none. Goes on where the last call ended. */
    OptionalLong nextSeq() {
        while (scanOne()) {
            // Every checksum counts, also behind a damaged record.
        }
        return firstSeq.isPresent() ? OptionalLong.of(firstSeq.getAsLong() + wholeRecords) : OptionalLong.empty();
    }

    /** Reads a record; absent when this file does not reach as far. {@link #firstSeq()} must be known, and not above. */
    ReadOutcome read(long sequence) {
        int number = Math.toIntExact(sequence - firstSeq.orElseThrow());
        Optional<byte[]> record = readNumber(number);
        ReadOutcome outcome = decode(record, sequence);
        if (outcome instanceof ReadOutcome.Damaged) {
            file.forgetBuffer();
            return decode(readNumber(number), sequence);
        }
        return outcome;
    }

    /** Gives the descriptor back; what was learnt of the file stays, and the next read opens it again. */
    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException failure) {
            throw new UncheckedIOException("a journal's file cannot be closed: " + name, failure);
        }
    }

    private ReadOutcome decode(Optional<byte[]> record, long sequence) {
        return record.map(bytes -> decoder.decode(bytes, sequence)).orElseGet(ReadOutcome.Absent::new);
    }

    /** Looks at the next record; false at the end of what is there. */
    private boolean scanOne() {
        Optional<byte[]> record = readNumber(scanned);
        OptionalLong sequence = record.map(decoder::sequence).orElse(OptionalLong.empty());
        if (sequence.isPresent() && firstSeq.isEmpty() && sequence.getAsLong() >= scanned) {
            firstSeq = OptionalLong.of(sequence.getAsLong() - scanned);
        }
        if (sequence.isPresent() && firstSeq.isPresent() && sequence.getAsLong() == firstSeq.getAsLong() + scanned) {
            wholeRecords = scanned + 1;
        }
        scanned += record.isPresent() ? 1 : 0;
        return record.isPresent();
    }

    private Optional<byte[]> readNumber(int number) {
        try {
            return file.read(number);
        } catch (NoSuchFileException trimmedOrSealed) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException("a journal's file cannot be read: " + name, failure);
        }
    }
}
