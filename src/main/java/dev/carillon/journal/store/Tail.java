package dev.carillon.journal.store;

/**
 * Where the next record goes.
 *
 * @param cycle the file that is being written
 * @param records how many this process has written to it
 * @param bytes how many bytes they take there
 * @param nextSeq the next record's sequence
 */
record Tail(int cycle, int records, long bytes, long nextSeq) {
    /** A document's word, and up to three bytes that round it up. */
    private static final int FRAME_BYTES = 4;

    Tail after(int recordBytes) {
        return new Tail(cycle, records + 1, bytes + FRAME_BYTES + roundUp(recordBytes), nextSeq + 1);
    }

    Tail inNextFile() {
        return new Tail(cycle + 1, 0, 0, nextSeq);
    }

    private static long roundUp(int bytes) {
        return (bytes + FRAME_BYTES - 1L) & -FRAME_BYTES;
    }
}
