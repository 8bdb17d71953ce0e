package dev.carillon.journal.store.record;

import dev.carillon.model.MessageAttribute;
import dev.carillon.model.Publication;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Writes records of one topic in the form of {@link RecordLayout}. */
public final class RecordEncoder {
    private final long topicNo;

    public RecordEncoder(long topicNo) {
        this.topicNo = topicNo;
    }

    public byte[] encode(long sequence, Instant publishedAt, Publication publication) {
        int fieldsLength = EncodedLength.ofFields(publication);
        byte[] body = publication.message().utf8();
        byte[] record = new byte[RecordLayout.HEADER_BYTES + fieldsLength + body.length];
        ByteBuffer buffer = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
        buffer.put((byte) RecordLayout.VERSION)
                .put((byte) (publication.isStructured() ? RecordLayout.STRUCTURED : 0))
                .putShort((short) RecordLayout.HEADER_BYTES)
                .putInt(0)
                .putLong(sequence)
                .putLong(publishedAt.toEpochMilli())
                .putLong(topicNo)
                .putLong(publication.messageId().getMostSignificantBits())
                .putLong(publication.messageId().getLeastSignificantBits())
                .putInt(fieldsLength)
                .putInt(body.length);
        putFields(buffer, publication);
        buffer.put(body);
        buffer.putInt(RecordLayout.CRC_AT, Checksum.ofRecord(record));
        return record;
    }

    private static void putFields(ByteBuffer buffer, Publication publication) {
        putField(buffer, RecordLayout.SUBJECT, publication.subject());
        for (MessageAttribute attribute : publication.attributes()) {
            buffer.put(RecordLayout.ATTRIBUTE).putInt(EncodedLength.ofAttribute(attribute));
            putText(buffer, attribute.name());
            putText(buffer, attribute.dataType());
            buffer.put(attribute.value().getBytes(StandardCharsets.UTF_8));
        }
        putField(buffer, RecordLayout.GROUP_ID, publication.groupId());
        putField(buffer, RecordLayout.DEDUPLICATION_ID, publication.deduplicationId());
        putField(buffer, RecordLayout.TRACE_PARENT, publication.traceParent());
    }

    private static void putField(ByteBuffer buffer, byte tag, String text) {
        if (!text.isEmpty()) {
            buffer.put(tag);
            putText(buffer, text);
        }
    }

    private static void putText(ByteBuffer buffer, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        buffer.putInt(utf8.length).put(utf8);
    }
}
