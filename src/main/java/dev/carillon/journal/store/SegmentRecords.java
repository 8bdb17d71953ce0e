package dev.carillon.journal.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** The records of one file by their number in it, from 0. A file that is gone has none. */
final class SegmentRecords implements AutoCloseable {
    private final SegmentName name;
    private final SegmentFile file;
    private final RecordDecoder decoder;

    SegmentRecords(Path folder, SegmentName name, RecordDecoder decoder) {
        this.name = name;
        this.file = new SegmentFile(name.in(folder));
        this.decoder = decoder;
    }

    RecordDecoder decoder() {
        return decoder;
    }

    /** The bytes of a record, whatever they are; empty when it is not there (yet). */
    Optional<byte[]> bytes(int number) {
        try {
            return file.read(number);
        } catch (NoSuchFileException trimmedOrSealed) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException("a journal's file cannot be read: " + name, failure);
        }
    }

    /** The sequence of a whole record. */
    OptionalLong sequence(byte[] record) {
        return decoder.sequence(record);
    }

    /** Reads the record that should have this sequence; what seems damaged is read from the disk once more. */
    ReadOutcome read(int number, long sequence) {
        ReadOutcome outcome = decode(number, sequence);
        if (outcome instanceof ReadOutcome.Damaged) {
            file.forgetBuffer();
            return decode(number, sequence);
        }
        return outcome;
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException failure) {
            throw new UncheckedIOException("a journal's file cannot be closed: " + name, failure);
        }
    }

    private ReadOutcome decode(int number, long sequence) {
        return bytes(number).map(bytes -> decoder.decode(bytes, sequence)).orElseGet(ReadOutcome.Absent::new);
    }
}
