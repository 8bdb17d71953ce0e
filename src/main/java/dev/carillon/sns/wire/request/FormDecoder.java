package dev.carillon.sns.wire.request;

import dev.carillon.sns.wire.Checked;
import dev.carillon.sns.wire.Echo;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Decodes a form in one pass over its bytes. Used once.
 *
 * <p>Decoded text is never longer than encoded text, so that one array of the form's length takes it all. The separators
 * stay between the fields, which lets one check of the whole array find malformed UTF-8 in any of them.
 */
final class FormDecoder {
    /** Enough for a full batch with ten attributes an entry. */
    static final int MAX_FIELDS = 512;

    /** A message of 262,144 bytes, in which each is escaped, passes; 1.1 MiB. */
    static final int MAX_FIELD_BYTES = 1_153_434;

    private static final long AMPERSANDS = EightBytes.of('&');
    private static final long PERCENT_SIGNS = EightBytes.of('%');
    private static final long PLUS_SIGNS = EightBytes.of('+');
    private static final long EQUALS_SIGNS = EightBytes.of('=');

    /** Means something already. */
    private static final long NO_STOP = PERCENT_SIGNS;

    private final byte[] form;
    private final byte[] decoded;
    private final Map<String, QueryRequest.Slice> fields = new LinkedHashMap<>(32);
    private int written;

    FormDecoder(byte[] form) {
        this.form = form;
        this.decoded = new byte[form.length];
    }

    Checked<QueryRequest> decode() {
        int at = 0;
        while (at < form.length) {
            int end = endOfField(at);
            Optional<String> trouble = end == at ? Optional.empty() : field(at, end);
            if (trouble.isPresent()) {
                return Checked.invalidParameter("Invalid request: " + trouble.get());
            }
            if (end < form.length) {
                decoded[written++] = '&';
            }
            at = end + 1;
        }
        return Utf8Check.isWellFormed(decoded, 0, written)
                ? Checked.valid(new QueryRequest(decoded, fields))
                : Checked.invalidParameter("Invalid request: the body is not well-formed UTF-8");
    }

    private int endOfField(int from) {
        int at = from;
        int step = Long.BYTES;
        while (step == Long.BYTES && form.length - at >= Long.BYTES) {
            step = EightBytes.beforeFirst(EightBytes.marks(EightBytes.read(form, at), AMPERSANDS));
            at += step;
        }
        while (at < form.length && form[at] != '&') {
            at++;
        }
        return at;
    }

    private Optional<String> field(int start, int end) {
        if (end - start > MAX_FIELD_BYTES) {
            return Optional.of("a field is longer than " + MAX_FIELD_BYTES + " bytes");
        }
        if (fields.size() == MAX_FIELDS) {
            return Optional.of("it has more than " + MAX_FIELDS + " fields");
        }
        int nameStart = written;
        int equals = copy(start, end, EQUALS_SIGNS);
        int nameEnd = written;
        if (equals >= 0 && equals < end) {
            decoded[written++] = '=';
        }
        int valueStart = written;
        if (equals < 0 || copy(Math.min(equals + 1, end), end, NO_STOP) < 0) {
            return Optional.of("half an escape in its form encoding");
        }
        String name = new String(decoded, nameStart, nameEnd - nameStart, StandardCharsets.UTF_8);
        boolean isNew = fields.put(name, new QueryRequest.Slice(valueStart, written)) == null;
        return isNew ? Optional.empty() : Optional.of("the field " + Echo.of(name) + " is there twice");
    }

    /**
     * Decodes up to a stop byte or the end; gives where it stopped, or -1 at a malformed escape. Eight bytes are copied
     * at once, of which those before the first that means something count; the rest is written over. A single byte is
     * looked at first, since escapes come in rows.
     */
    private int copy(int start, int end, long stops) {
        int at = start;
        int to = written;
        while (at < end) {
            if (end - at >= Long.BYTES && form[at] != '%') {
                long eight = EightBytes.read(form, at);
                EightBytes.write(eight, decoded, to);
                int plain = plainBytes(eight, stops);
                at += plain;
                to += plain;
                if (plain == Long.BYTES) {
                    continue;
                }
            }
            byte octet = form[at++];
            if (octet == '%') {
                int value = at + 1 < end ? hex(form[at], form[at + 1]) : -1;
                if (value < 0) {
                    return -1;
                }
                octet = (byte) value;
                at += 2;
            } else if (octet == '+') {
                octet = ' ';
            } else if (octet == (byte) stops) {
                written = to;
                return at - 1;
            }
            decoded[to++] = octet;
        }
        written = to;
        return end;
    }

    private static int plainBytes(long eight, long stops) {
        return EightBytes.beforeFirst(EightBytes.marks(eight, PERCENT_SIGNS)
                | EightBytes.marks(eight, PLUS_SIGNS)
                | EightBytes.marks(eight, stops));
    }

    private static int hex(byte high, byte low) {
        int highDigit = digit(high);
        int lowDigit = digit(low);
        return (highDigit | lowDigit) < 0 ? -1 : (highDigit << 4) | lowDigit;
    }

    private static int digit(byte octet) {
        return octet < 0 ? -1 : DIGITS[octet];
    }

    private static final byte[] DIGITS = digits();

    private static byte[] digits() {
        byte[] digits = new byte[128];
        Arrays.fill(digits, (byte) -1);
        for (int value = 0; value < 16; value++) {
            String digit = Integer.toHexString(value);
            digits[digit.charAt(0)] = (byte) value;
            digits[digit.toUpperCase(java.util.Locale.ROOT).charAt(0)] = (byte) value;
        }
        return digits;
    }
}
