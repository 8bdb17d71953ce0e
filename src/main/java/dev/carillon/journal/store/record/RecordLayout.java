package dev.carillon.journal.store.record;

/**
 * Where everything lies in a record. All numbers are little-endian; {@code docs/journal-format.md} draws the same.
 *
 * <pre>
 *   0  u8   version, 1
 *   1  u8   flags: bit 0 = the message is a JSON object with a text per protocol; the others are 0
 *   2  u16  length of this fixed header, 56
 *   4  u32  CRC32C of bytes 0-3 and 8-end
 *   8  u64  sequence, dense within the topic, from 0
 *  16  u64  publish time, milliseconds since 1970
 *  24  u64  topic number: a file that strayed into another topic's folder is not mistaken for its own
 *  32  16   message id: the UUID's high half, then its low half
 *  48  u32  length of the fields in bytes
 *  52  u32  length of the body in bytes
 *  56       the fields, each: u8 tag, u32 length, so many bytes
 *           the body: the message's text in UTF-8
 * </pre>
 *
 * <p>A record without a body has the ids of a message of a FIFO topic that nobody was subscribed to.
 *
 * <p>A field is there only when it has a value. {@link #ATTRIBUTE} comes once for each attribute, in their order: u32
 * length of the name, name, u32 length of the type, type, and the value up to the field's end. All texts are UTF-8.
 */
final class RecordLayout {
    static final int VERSION = 1;
    static final int STRUCTURED = 1;

    static final int FLAGS_AT = 1;
    static final int HEADER_LENGTH_AT = 2;
    static final int CRC_AT = 4;
    static final int SEQUENCE_AT = 8;
    static final int PUBLISHED_AT = 16;
    static final int TOPIC_AT = 24;
    static final int MESSAGE_ID_AT = 32;
    static final int FIELDS_LENGTH_AT = 48;
    static final int BODY_LENGTH_AT = 52;
    static final int HEADER_BYTES = 56;

    static final byte SUBJECT = 1;
    static final byte ATTRIBUTE = 2;
    static final byte GROUP_ID = 3;
    static final byte DEDUPLICATION_ID = 4;
    static final byte TRACE_PARENT = 5;

    /** A field's tag and length. */
    static final int FIELD_HEADER_BYTES = 5;

    /** The length before an attribute's name, and before its type. */
    static final int TEXT_LENGTH_BYTES = 4;

    private RecordLayout() {}
}
