package dev.carillon.catalog.copy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Puts fields one behind another, little-endian: a number takes 8 bytes, a count 4, a small one 1, a UUID 16, high half
 * first; texts and bytes follow their length, a count. {@link FieldReader} reads them in the same order.
 */
final class FieldWriter {
    private static final int FIRST_BYTES = 64 << 10;
    private static final long MICROS = 1_000_000;
    private static final long NANOS_A_MICRO = 1_000;

    private ByteBuffer fields = empty(FIRST_BYTES);

    void number(long number) {
        room(Long.BYTES).putLong(number);
    }

    void count(int count) {
        room(Integer.BYTES).putInt(count);
    }

    /** A number from 0 to 255. */
    void small(int number) {
        room(Byte.BYTES).put((byte) number);
    }

    void uuid(UUID uuid) {
        number(uuid.getMostSignificantBits());
        number(uuid.getLeastSignificantBits());
    }

    /** Microseconds since 1970, as the database keeps; what is further away than they reach is {@link Instant#MAX} or MIN. */
    void time(Instant time) {
        try {
            long seconds = Math.multiplyExact(time.getEpochSecond(), MICROS);
            number(Math.addExact(seconds, time.getNano() / NANOS_A_MICRO));
        } catch (ArithmeticException farAway) {
            number(time.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE);
        }
    }

    void bytes(byte[] bytes) {
        count(bytes.length);
        room(bytes.length).put(bytes);
    }

    void text(String text) {
        bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** In the order of their names, so that the same catalogue gives the same bytes. */
    void texts(Map<String, String> texts) {
        count(texts.size());
        new TreeMap<>(texts).forEach((name, value) -> {
            text(name);
            text(value);
        });
    }

    /** All that was written. */
    ByteBuffer fields() {
        return fields.duplicate().order(ByteOrder.LITTLE_ENDIAN).flip();
    }

    private ByteBuffer room(int bytes) {
        if (fields.remaining() < bytes) {
            long needed = (long) fields.position() + bytes;
            if (needed > CopyFile.MOST_BYTES) {
                throw new IllegalStateException("the catalogue is larger than a copy may be");
            }
            ByteBuffer larger = empty((int) Math.min(CopyFile.MOST_BYTES, 2 * needed));
            fields = larger.put(fields.flip());
        }
        return fields;
    }

    private static ByteBuffer empty(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
