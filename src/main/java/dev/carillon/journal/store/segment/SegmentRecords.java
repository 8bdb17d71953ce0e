package dev.carillon.journal.store.segment;

import dev.carillon.journal.store.ReadOutcome;
import dev.carillon.journal.store.record.RecordDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/** The records of one file by their number in it, from 0. A file that is gone has none. */
final class SegmentRecords implements AutoCloseable {
    private final SegmentName name;
    private final Path path;
    private final SegmentFile file;
    private final RecordDecoder decoder;

    SegmentRecords(Path folder, SegmentName name, RecordDecoder decoder) {
        this.name = name;
        this.path = name.in(folder);
        this.file = new SegmentFile(path);
        this.decoder = decoder;
    }

    RecordDecoder decoder() {
        return decoder;
    }

    /** The bytes of a record, whatever they are; empty when it is not there (yet). */
    Optional<byte[]> bytes(int number) {
        return ifThere(() -> file.read(number)).flatMap(bytes -> bytes);
    }

    /** The bytes of a record that was salvaged. */
    Optional<byte[]> bytes(SalvagedRecords.Place place) {
        return ifThere(() -> file.at(place.at(), place.length())).flatMap(bytes -> bytes);
    }

    /**
     * What can be found without the help of the documents' words, from a record on; to be asked only of a file that nobody
     * writes to any more.
     *
     * @param nextSeq the least sequence that can be there; empty when that is not known
     */
    SalvagedRecords salvage(int number, OptionalLong nextSeq) {
        return ifThere(() -> SalvagedRecords.dense(path, decoder, number == 0 ? 0 : file.position(number), nextSeq))
                .orElseGet(SalvagedRecords::none);
    }

    /** The same of a whole file in which sequences are left out. */
    SalvagedRecords salvageAll() {
        return ifThere(() -> SalvagedRecords.any(path, decoder)).orElseGet(SalvagedRecords::none);
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

    /**
     * A record as it lies there, also a damaged one; but never another's that lies in its place.
     *
     * @param inPlace what lies where it should
     * @param salvaged where else it may be
     */
    Optional<byte[]> copy(
            Optional<byte[]> inPlace, long sequence, LongFunction<Optional<SalvagedRecords.Place>> salvaged) {
        OptionalLong found = inPlace.map(this::sequence).orElse(OptionalLong.empty());
        if (found.equals(OptionalLong.of(sequence))) {
            return inPlace;
        }
        Optional<byte[]> elsewhere = salvaged.apply(sequence).flatMap(this::bytes);
        return elsewhere.isPresent() || found.isPresent() ? elsewhere : inPlace;
    }

    /** Reads a record that was salvaged. */
    ReadOutcome read(SalvagedRecords.Place place, long sequence) {
        return bytes(place).map(bytes -> decoder.decode(bytes, sequence)).orElseGet(ReadOutcome.Absent::new);
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

    private <T> Optional<T> ifThere(Look<T> look) {
        try {
            return Optional.of(look.take());
        } catch (NoSuchFileException trimmedOrSealed) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException("a journal's file cannot be read: " + name, failure);
        }
    }

    /** A look into the file. */
    private interface Look<T> {
        T take() throws IOException;
    }
}
