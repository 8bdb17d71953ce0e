package dev.carillon.journal.store.topic;

import dev.carillon.journal.store.FileFacts;

/**
 * Where the next record goes.
 *
 * @param cycle the file that is being written
 * @param records how many this process has written to it
 * @param bytes how many bytes they take there
 * @param recordBytes how many of these are the records themselves
 * @param firstMillis when the first of them was published, in milliseconds since 1970
 * @param lastMillis when the youngest was
 * @param nextSeq the next record's sequence
 */
record Tail(int cycle, int records, long bytes, long recordBytes, long firstMillis, long lastMillis, long nextSeq) {
    /** A document's word, and up to three bytes that round it up. */
    private static final int FRAME_BYTES = 4;

    /** At the beginning of a file. */
    static Tail begin(int cycle, long nextSeq) {
        return new Tail(cycle, 0, 0, 0, 0, 0, nextSeq);
    }

    Tail after(int length, long publishedMillis) {
        return new Tail(
                cycle,
                records + 1,
                endWith(length),
                recordBytes + length,
                records == 0 ? publishedMillis : firstMillis,
                Math.max(lastMillis, publishedMillis),
                nextSeq + 1);
    }

    /** How many bytes the file's records take with one more. */
    long endWith(int length) {
        return bytes + FRAME_BYTES + roundUp(length);
    }

    Tail inNextFile() {
        return begin(cycle + 1, nextSeq);
    }

    /** What its file holds. */
    FileFacts facts() {
        return new FileFacts(nextSeq - records, nextSeq, records, recordBytes, firstMillis, lastMillis);
    }

    private static long roundUp(int bytes) {
        return (bytes + FRAME_BYTES - 1L) & -FRAME_BYTES;
    }
}
