package dev.carillon.journal.store.record;

import dev.carillon.model.MessageAttribute;
import dev.carillon.model.Publication;
import java.util.List;

/** How long a record will be, exactly and without encoding it: the quota is reserved before the append. */
public final class EncodedLength {
    /** No record may be longer: Chronicle wants four of them to fit into a block of 2 MiB. A message of 256 KiB is half. */
    public static final int MAX_BYTES = 500 * 1024;

    private EncodedLength() {}

    /** What the publication's record takes, and what it counts against its project's quota. */
    public static int of(Publication publication) {
        return RecordLayout.HEADER_BYTES
                + ofFields(publication)
                + publication.message().lengthBytes();
    }

    static int ofFields(Publication publication) {
        int length = ofField(publication.subject())
                + ofField(publication.groupId())
                + ofField(publication.deduplicationId())
                + ofField(publication.traceParent());
        List<MessageAttribute> attributes = publication.attributes();
        for (int i = 0; i < attributes.size(); i++) {
            length += RecordLayout.FIELD_HEADER_BYTES + ofAttribute(attributes.get(i));
        }
        return length;
    }

    static int ofAttribute(MessageAttribute attribute) {
        return 2 * RecordLayout.TEXT_LENGTH_BYTES
                + ofText(attribute.name())
                + ofText(attribute.dataType())
                + ofText(attribute.value());
    }

    /** As {@link String#getBytes} does it: half a surrogate pair becomes a question mark. */
    static int ofText(String text) {
        int length = text.length();
        int bytes = length;
        for (int i = 0; i < length; i++) {
            char unit = text.charAt(i);
            if (unit >= 0x80) {
                if (unit < 0x800) {
                    bytes++;
                } else if (!Character.isSurrogate(unit)) {
                    bytes += 2;
                } else if (Character.isHighSurrogate(unit)
                        && i + 1 < length
                        && Character.isLowSurrogate(text.charAt(i + 1))) {
                    bytes += 2;
                    i++;
                }
            }
        }
        return bytes;
    }

    private static int ofField(String text) {
        return text.isEmpty() ? 0 : RecordLayout.FIELD_HEADER_BYTES + ofText(text);
    }
}
