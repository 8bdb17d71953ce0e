package dev.carillon.sns.wire.publication;

import dev.carillon.model.MessageAttribute;
import dev.carillon.model.Publication;
import java.nio.charset.StandardCharsets;

/** How large a message is in the sense of SNS's limit: its text and the names, types and values of its attributes. */
public final class PublicationSize {
    /** Of a message, and of all messages of a batch together (AWS SNS quotas). */
    public static final int MAX_BYTES = 262_144;

    private PublicationSize() {}

    public static int bytes(Publication publication) {
        int bytes = publication.message().lengthBytes();
        for (MessageAttribute attribute : publication.attributes()) {
            bytes += attribute.name().length() + attribute.dataType().length() + valueBytes(attribute);
        }
        return bytes;
    }

    /** Of a Binary it is the octets themselves that count, not their Base64 form. */
    private static int valueBytes(MessageAttribute attribute) {
        String value = attribute.value();
        if (!attribute.isBinary()) {
            return value.getBytes(StandardCharsets.UTF_8).length;
        }
        int padding = value.endsWith("==") ? 2 : value.endsWith("=") ? 1 : 0;
        return value.length() / 4 * 3 - padding;
    }
}
