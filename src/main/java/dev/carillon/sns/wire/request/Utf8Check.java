package dev.carillon.sns.wire.request;

/** Looks at UTF-8 without decoding it, eight bytes of plain text at a time. Pure functions, for any thread. */
public final class Utf8Check {
    private static final long SPACES = EightBytes.of(' ');

    private Utf8Check() {}

    /** Whether it is well-formed: the shortest form, no surrogates, nothing over U+10FFFF (Unicode, table 3-7). */
    static boolean isWellFormed(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end) {
            if (end - at >= Long.BYTES && (EightBytes.read(bytes, at) & EightBytes.HIGH_BITS) == 0) {
                at += Long.BYTES;
            } else {
                int length = sequenceLength(bytes, at, end);
                if (length == 0) {
                    return false;
                }
                at += length;
            }
        }
        return true;
    }

    /**
     * Whether well-formed UTF-8 holds only characters that XML 1.0 allows ({@code Char} in section 2.2): of the controls
     * just tab and line ends, and neither U+FFFE nor U+FFFF.
     */
    public static boolean isXml(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end) {
            if (end - at >= Long.BYTES && isPlain(EightBytes.read(bytes, at))) {
                at += Long.BYTES;
            } else if (isForbiddenInXml(bytes, at, end)) {
                return false;
            } else {
                at++;
            }
        }
        return true;
    }

    /** Whether eight bytes are all ASCII and none is a control: a borrow or a high bit shows in the mask. */
    private static boolean isPlain(long eight) {
        return (((eight - SPACES) | eight) & EightBytes.HIGH_BITS) == 0;
    }

    private static boolean isForbiddenInXml(byte[] bytes, int at, int end) {
        byte octet = bytes[at];
        if (octet >= 0) {
            return octet < ' ' && octet != '\t' && octet != '\n' && octet != '\r';
        }
        return octet == (byte) 0xEF && end - at >= 3 && bytes[at + 1] == (byte) 0xBF && (bytes[at + 2] & 0xFE) == 0xBE;
    }

    /** How many bytes the character has that begins here; 0 when it is malformed. */
    private static int sequenceLength(byte[] bytes, int at, int end) {
        int lead = bytes[at] & 0xFF;
        if (lead < 0x80) {
            return 1;
        }
        int length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
        if (length == 0 || end - at < length || !isSecond(lead, bytes[at + 1] & 0xFF)) {
            return 0;
        }
        for (int i = 2; i < length; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return length;
    }

    private static boolean isSecond(int lead, int second) {
        int least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        int most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        return second >= least && second <= most;
    }
}
