package dev.carillon.journal.store.record;

import dev.carillon.journal.store.JournalRecord;
import dev.carillon.journal.store.ReadOutcome;
import dev.carillon.model.Publication;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Reads records of one topic. Bytes that are not a whole record of this topic give {@link ReadOutcome.Damaged}, whatever
 * they are; they never give an exception, nor a record that nobody wrote.
 */
public final class RecordDecoder {
    /** No record takes less. */
    public static final int LEAST_BYTES = RecordLayout.HEADER_BYTES;

    /** No journal gets there, and what counts on from a sequence below it does not overflow. */
    private static final long SEQUENCE_LIMIT = 1L << 62;

    private final long topicNo;

    public RecordDecoder(long topicNo) {
        this.topicNo = topicNo;
    }

    public long topicNo() {
        return topicNo;
    }

    /** Reads the record that should have this sequence. */
    public ReadOutcome decode(byte[] record, long sequence) {
        Optional<String> fault = fault(record);
        if (fault.isPresent()) {
            return new ReadOutcome.Damaged(fault.get());
        }
        ByteBuffer buffer = littleEndian(record);
        long found = buffer.getLong(RecordLayout.SEQUENCE_AT);
        if (found != sequence) {
            return new ReadOutcome.Damaged("another sequence: " + found);
        }
        return publication(record, buffer)
                .<ReadOutcome>map(publication -> new ReadOutcome.Found(
                        new JournalRecord(sequence, publishedAt(buffer), record.length, publication)))
                .orElseGet(() -> new ReadOutcome.Damaged("fields that do not fit"));
    }

    /** The sequence of a whole record of this topic; empty for anything else. */
    public OptionalLong sequence(byte[] record) {
        return fault(record).isPresent()
                ? OptionalLong.empty()
                : OptionalLong.of(littleEndian(record).getLong(RecordLayout.SEQUENCE_AT));
    }

    /**
     * What the header at a place says of its record's length; 0 when it is none of this topic.
     *
     * @param bytes little-endian, with room for a header behind the place
     */
    public int claimedBytes(ByteBuffer bytes, int at) {
        if (bytes.get(at) != RecordLayout.VERSION
                || bytes.getShort(at + RecordLayout.HEADER_LENGTH_AT) != RecordLayout.HEADER_BYTES
                || bytes.getLong(at + RecordLayout.TOPIC_AT) != topicNo) {
            return 0;
        }
        long fields = bytes.getInt(at + RecordLayout.FIELDS_LENGTH_AT);
        long body = bytes.getInt(at + RecordLayout.BODY_LENGTH_AT);
        long length = RecordLayout.HEADER_BYTES + fields + body;
        return fields >= 0 && body >= 0 && length <= EncodedLength.MAX_BYTES ? (int) length : 0;
    }

    /** The message id in the header of a whole record. */
    public static UUID messageId(byte[] record) {
        ByteBuffer buffer = littleEndian(record);
        return new UUID(
                buffer.getLong(RecordLayout.MESSAGE_ID_AT), buffer.getLong(RecordLayout.MESSAGE_ID_AT + Long.BYTES));
    }

    private Optional<String> fault(byte[] record) {
        if (record.length < RecordLayout.HEADER_BYTES) {
            return Optional.of("shorter than a header");
        }
        ByteBuffer buffer = littleEndian(record);
        if (buffer.getInt(RecordLayout.CRC_AT) != Checksum.ofRecord(record)) {
            return Optional.of("wrong checksum");
        }
        if (record[0] != RecordLayout.VERSION
                || (record[RecordLayout.FLAGS_AT] & ~RecordLayout.STRUCTURED) != 0
                || buffer.getShort(RecordLayout.HEADER_LENGTH_AT) != RecordLayout.HEADER_BYTES) {
            return Optional.of("a format that this broker does not know");
        }
        if (buffer.getLong(RecordLayout.TOPIC_AT) != topicNo) {
            return Optional.of("another topic: " + buffer.getLong(RecordLayout.TOPIC_AT));
        }
        return areLengthsRight(buffer) ? Optional.empty() : Optional.of("lengths that do not add up");
    }

    private static boolean areLengthsRight(ByteBuffer buffer) {
        int fields = buffer.getInt(RecordLayout.FIELDS_LENGTH_AT);
        int body = buffer.getInt(RecordLayout.BODY_LENGTH_AT);
        long sequence = buffer.getLong(RecordLayout.SEQUENCE_AT);
        return fields >= 0
                && body >= 0
                && (long) RecordLayout.HEADER_BYTES + fields + body == buffer.capacity()
                && sequence >= 0
                && sequence < SEQUENCE_LIMIT;
    }

    private static Optional<Publication> publication(byte[] record, ByteBuffer buffer) {
        boolean isStructured = (buffer.get(RecordLayout.FLAGS_AT) & RecordLayout.STRUCTURED) != 0;
        return RecordFields.read(record).map(fields -> fields.publication(messageId(record), isStructured));
    }

    private static Instant publishedAt(ByteBuffer buffer) {
        return Instant.ofEpochMilli(buffer.getLong(RecordLayout.PUBLISHED_AT));
    }

    private static ByteBuffer littleEndian(byte[] record) {
        return ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
    }
}
