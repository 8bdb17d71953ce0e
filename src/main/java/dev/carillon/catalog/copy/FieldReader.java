package dev.carillon.catalog.copy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Reads what {@link FieldWriter} wrote. Takes no more memory than there are bytes, whatever they say, and fails with
 * nothing but {@link CopyDamaged}.
 */
final class FieldReader {
    private final ByteBuffer fields;

    /** Reads what is between the buffer's position and its limit. */
    FieldReader(ByteBuffer fields) {
        this.fields = fields.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    long number() throws CopyDamaged {
        return needing(Long.BYTES).getLong();
    }

    /** Of entries that follow, each of at least one byte. */
    int count() throws CopyDamaged {
        int count = needing(Integer.BYTES).getInt();
        if (count < 0 || count > fields.remaining()) {
            throw new CopyDamaged("it counts more than it holds");
        }
        return count;
    }

    int small() throws CopyDamaged {
        return Byte.toUnsignedInt(needing(Byte.BYTES).get());
    }

    /** A set of bits of which only the lowest so many may be set. */
    int flags(int bits) throws CopyDamaged {
        int flags = small();
        if (flags >>> bits != 0) {
            throw new CopyDamaged("it has a flag that nobody knows");
        }
        return flags;
    }

    UUID uuid() throws CopyDamaged {
        return new UUID(number(), number());
    }

    Instant time() throws CopyDamaged {
        long micros = number();
        if (micros == Long.MAX_VALUE || micros == Long.MIN_VALUE) {
            return micros > 0 ? Instant.MAX : Instant.MIN;
        }
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    byte[] bytes() throws CopyDamaged {
        byte[] bytes = new byte[count()];
        fields.get(bytes);
        return bytes;
    }

    String text() throws CopyDamaged {
        ByteBuffer bytes = ByteBuffer.wrap(bytes());
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException notUtf8) {
            throw new CopyDamaged("a text is not UTF-8");
        }
    }

    Map<String, String> texts() throws CopyDamaged {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int left = count(); left > 0; left--) {
            texts.put(text(), text());
        }
        return texts;
    }

    /** Fails when anything is left. */
    void end() throws CopyDamaged {
        if (fields.hasRemaining()) {
            throw new CopyDamaged("it goes on behind its end");
        }
    }

    private ByteBuffer needing(int bytes) throws CopyDamaged {
        if (fields.remaining() < bytes) {
            throw new CopyDamaged("it ends too early");
        }
        return fields;
    }
}
