package dev.carillon.journal.store.statelog;

import dev.carillon.journal.store.StateEntry;
import dev.carillon.journal.store.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the frames of a state log in their order, also those behind damage: a frame that is whole is tried for at each
 * byte from there on. Where none comes any more the log ends; what is left is a frame that a crash cut short.
 */
final class StateFrames {
    private static final int WINDOW_BYTES = 1 << 20;

    private final DiskFile file;
    private final List<Piece> whole = new ArrayList<>();
    private long at;
    private long lostBytes;

    StateFrames(DiskFile file) {
        this.file = file;
    }

    /** A part of the file that is whole. */
    private record Piece(long from, long to) {}

    /** The next frame's entries; empty at the end. */
    Optional<List<StateEntry>> next() throws IOException {
        Optional<StateFrame.Read> frame = StateFrame.read(file, at);
        if (frame.isEmpty()) {
            long found = find(at + 1);
            if (found < 0) {
                return Optional.empty();
            }
            lostBytes += found - at;
            at = found;
            frame = StateFrame.read(file, at);
        }
        int length = frame.orElseThrow().lengthBytes();
        add(new Piece(at, at + length));
        at += length;
        return Optional.of(frame.get().entries());
    }

    /** Behind the last whole frame. */
    long end() {
        return at;
    }

    /** How much was passed over because it is not what was written. */
    long lostBytes() {
        return lostBytes;
    }

    /** Whether what is behind the last whole frame is nothing, or the beginning of one: as a crash leaves it. */
    boolean isTornEnd() throws IOException {
        long left = file.sizeBytes() - at;
        return left == 0 || StateFrame.claimedBytes(file, at) > left;
    }

    /** Writes what is whole to another file; gives its length. */
    long copyTo(DiskFile to) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(WINDOW_BYTES);
        long behind = 0;
        for (Piece piece : whole) {
            for (long from = piece.from(); from < piece.to(); from += WINDOW_BYTES) {
                int unused = file.read(buffer.clear().limit((int) Math.min(WINDOW_BYTES, piece.to() - from)), from);
                int length = buffer.flip().remaining();
                to.write(buffer, behind);
                behind += length;
            }
        }
        return behind;
    }

    private void add(Piece piece) {
        int last = whole.size() - 1;
        if (last >= 0 && whole.get(last).to() == piece.from()) {
            whole.set(last, new Piece(whole.get(last).from(), piece.to()));
        } else {
            whole.add(piece);
        }
    }

    /** Where the next whole frame begins; negative when there is none. */
    private long find(long from) throws IOException {
        long size = file.sizeBytes();
        ByteBuffer window = ByteBuffer.allocate(WINDOW_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (long windowAt = from; windowAt + StateFrame.HEADER_BYTES <= size; ) {
            int unused = file.read(window.clear(), windowAt);
            window.flip();
            int places = window.remaining() - StateFrame.HEADER_BYTES + 1;
            for (int i = 0; i < places; i++) {
                if (StateFrame.mayBegin(window, i)
                        && StateFrame.read(file, windowAt + i).isPresent()) {
                    return windowAt + i;
                }
            }
            windowAt += Math.max(1, places);
        }
        return -1;
    }
}
