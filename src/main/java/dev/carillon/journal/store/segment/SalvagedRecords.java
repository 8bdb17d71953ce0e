package dev.carillon.journal.store.segment;

import dev.carillon.journal.store.disk.SparseFile;
import dev.carillon.journal.store.record.RecordDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The whole records behind damage in a file that nobody writes to any more. Where a document's word is bent the next one
 * cannot be found by it; but a record says itself how long it is, of which topic and with which checksum, and begins four
 * bytes behind a multiple of four, so that every such place can be tried.
 */
final class SalvagedRecords {
    private static final int WORD_BYTES = 4;
    private static final int WINDOW_BYTES = 64 << 10;

    /** No record takes less with its word, which bounds how many there can be. */
    private static final int LEAST_BYTES = WORD_BYTES + RecordDecoder.LEAST_BYTES;

    private final TreeMap<Long, Place> places = new TreeMap<>();

    private SalvagedRecords() {}

    /** Where a record's bytes are. */
    record Place(long at, int length) {}

    /**
     * Looks for records of a file in which they are dense, mostly in vain: it usually ends where its last record does.
     *
     * @param from where a document could begin
     * @param nextSeq the least sequence that can come; empty when no record before it is known
     */
    static SalvagedRecords dense(Path file, RecordDecoder decoder, long from, OptionalLong nextSeq) throws IOException {
        SalvagedRecords found = new SalvagedRecords();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long least = nextSeq.orElse(0);
            long records = (channel.size() - from) / LEAST_BYTES;
            long most = nextSeq.isEmpty() ? Long.MAX_VALUE : least + records;
            found.scan(new Scan(file, channel, decoder), from, least, most);
            found.forgetFrom(found.firstSeq().orElse(0) + records);
        }
        return found;
    }

    /** Looks for the records of a whole file, whatever their sequences. */
    static SalvagedRecords any(Path file, RecordDecoder decoder) throws IOException {
        SalvagedRecords found = new SalvagedRecords();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            found.scan(new Scan(file, channel, decoder), 0, 0, Long.MAX_VALUE);
        }
        return found;
    }

    static SalvagedRecords none() {
        return new SalvagedRecords();
    }

    boolean isEmpty() {
        return places.isEmpty();
    }

    /** Empty when there are none. */
    OptionalLong firstSeq() {
        return places.isEmpty() ? OptionalLong.empty() : OptionalLong.of(places.firstKey());
    }

    /** Empty when there are none. */
    OptionalLong lastSeq() {
        return places.isEmpty() ? OptionalLong.empty() : OptionalLong.of(places.lastKey());
    }

    Iterable<Long> sequences() {
        return places.keySet();
    }

    @Nullable
    Place place(long sequence) {
        return places.get(sequence);
    }

    /** Where the records are dense, what is further off than a file of this length reaches is not of this file. */
    private void forgetFrom(long sequence) {
        places.tailMap(sequence, false).clear();
    }

    /** In whatever order: pages may have changed places. */
    private void scan(Scan scan, long from, long leastSeq, long mostSeq) throws IOException {
        long at = from;
        while (scan.seek(at)) {
            at = scan.at();
            int length = scan.claimedBytes();
            OptionalLong sequence = length == 0 ? OptionalLong.empty() : scan.sequence(length);
            if (sequence.isPresent() && sequence.getAsLong() >= leastSeq && sequence.getAsLong() <= mostSeq) {
                places.putIfAbsent(sequence.getAsLong(), new Place(at + WORD_BYTES, length));
                at = at + WORD_BYTES + length + WORD_BYTES - 1 & -WORD_BYTES;
            } else {
                at += WORD_BYTES;
            }
        }
    }

    /** Goes over a file in a window, and over its holes. */
    private static final class Scan {
        private final Path file;
        private final FileChannel channel;
        private final RecordDecoder decoder;
        private final ByteBuffer window =
                ByteBuffer.allocate(WINDOW_BYTES).order(ByteOrder.LITTLE_ENDIAN).limit(0);
        private long windowAt;

        Scan(Path file, FileChannel channel, RecordDecoder decoder) {
            this.file = file;
            this.channel = channel;
            this.decoder = decoder;
        }

        /** Goes to the next place from this one on where a record may begin behind a word; false when there is none. */
        boolean seek(long at) throws IOException {
            long place = at;
            while (!holds(place, LEAST_BYTES)) {
                place = SparseFile.contentFrom(file, place);
                if (place == Long.MAX_VALUE || channel.size() - place < LEAST_BYTES) {
                    return false;
                }
                place = place & -WORD_BYTES;
                fill(Math.max(at, place));
                place = windowAt;
            }
            window.position((int) (place - windowAt));
            return true;
        }

        long at() {
            return windowAt + window.position();
        }

        /** What the header here says of the record's length; 0 when it is none. */
        int claimedBytes() {
            return decoder.claimedBytes(window, window.position() + WORD_BYTES);
        }

        /** The sequence of the whole record of this length that is here. */
        OptionalLong sequence(int length) throws IOException {
            ByteBuffer record = ByteBuffer.allocate(length);
            read(record, at() + WORD_BYTES);
            return record.hasRemaining() ? OptionalLong.empty() : decoder.sequence(record.array());
        }

        private boolean holds(long at, int length) {
            return at >= windowAt && at + length <= windowAt + window.limit();
        }

        private void fill(long at) throws IOException {
            windowAt = at;
            read(window.clear(), at);
            window.flip();
        }

        private void read(ByteBuffer into, long at) throws IOException {
            long from = at;
            int more = 0;
            while (into.hasRemaining() && more >= 0) {
                from += more;
                more = channel.read(into, from);
            }
        }
    }
}
