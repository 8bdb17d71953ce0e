package dev.carillon.journal.store.record;

import dev.carillon.model.MessageAttribute;
import dev.carillon.model.MessageText;
import dev.carillon.model.Publication;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The tagged fields and the body of a record that is being read. */
final class RecordFields {
    private final byte[] record;
    private final String[] texts = new String[RecordLayout.TRACE_PARENT + 1];
    private final List<MessageAttribute> attributes = new ArrayList<>();

    private RecordFields(byte[] record) {
        this.record = record;
        Arrays.fill(texts, "");
    }

    /** Empty when a field reaches past its bounds or has a tag that is not known. The header must be right. */
    static Optional<RecordFields> read(byte[] record) {
        RecordFields fields = new RecordFields(record);
        ByteBuffer buffer = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
        buffer.position(RecordLayout.HEADER_BYTES).limit(record.length - fields.bodyLength());
        while (buffer.hasRemaining()) {
            if (!fields.readOne(buffer)) {
                return Optional.empty();
            }
        }
        return Optional.of(fields);
    }

    Publication publication(UUID messageId, boolean isStructured) {
        return new Publication(
                messageId,
                texts[RecordLayout.SUBJECT],
                MessageText.ofTrustedUtf8(Arrays.copyOfRange(record, record.length - bodyLength(), record.length)),
                isStructured,
                attributes,
                texts[RecordLayout.GROUP_ID],
                texts[RecordLayout.DEDUPLICATION_ID],
                texts[RecordLayout.TRACE_PARENT]);
    }

    private int bodyLength() {
        return ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN).getInt(RecordLayout.BODY_LENGTH_AT);
    }

    private boolean readOne(ByteBuffer buffer) {
        int tag = buffer.get();
        int length = length(buffer);
        if (length < 0 || tag < RecordLayout.SUBJECT || tag > RecordLayout.TRACE_PARENT) {
            return false;
        }
        if (tag == RecordLayout.ATTRIBUTE) {
            return readAttribute(buffer, buffer.position() + length);
        }
        texts[tag] = text(buffer, length);
        return true;
    }

    private boolean readAttribute(ByteBuffer buffer, int end) {
        int outerLimit = buffer.limit();
        buffer.limit(end);
        int nameLength = length(buffer);
        if (nameLength < 0) {
            return false;
        }
        String name = text(buffer, nameLength);
        int typeLength = length(buffer);
        if (typeLength < 0) {
            return false;
        }
        String type = text(buffer, typeLength);
        attributes.add(new MessageAttribute(name, type, text(buffer, buffer.remaining())));
        buffer.limit(outerLimit);
        return true;
    }

    /** A length that fits into what remains behind it; negative for any other. */
    private static int length(ByteBuffer buffer) {
        if (buffer.remaining() < Integer.BYTES) {
            return -1;
        }
        int length = buffer.getInt();
        return length > buffer.remaining() ? -1 : length;
    }

    private String text(ByteBuffer buffer, int length) {
        String text = new String(record, buffer.position(), length, StandardCharsets.UTF_8);
        buffer.position(buffer.position() + length);
        return text;
    }
}
