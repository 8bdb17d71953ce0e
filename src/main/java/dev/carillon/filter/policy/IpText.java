package dev.carillon.filter.policy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Texts that are addresses, as 8 or 32 hexadecimal digits. No name server is ever asked, which the JDK would do for an
 * address of version 4 with a part over 255.
 */
final class IpText {
    private static final Pattern LIKE_IPV4 = Pattern.compile("[0-9]+(\\.[0-9]+){3}");

    /** Eight groups of four digits, and the colons between them. */
    private static final int LONGEST = 39;

    private IpText() {}

    /** Whether event-ruler takes it for an address, be it a right one or not. */
    static boolean looksLikeAddress(String text) {
        return LIKE_IPV4.matcher(text).matches() || isLikeVersion6(text);
    }

    /**
     * Whether event-ruler takes too long to see that it is no address: its {@code [0-9a-fA-F:]*:[0-9a-fA-F:]*} tries each
     * colon in the characters that a text begins with, and from each all that follow.
     */
    static boolean takesLongToTell(String text) {
        return addressCharacters(text) > LONGEST;
    }

    /** Not by a pattern, which would take as long as event-ruler's. */
    private static boolean isLikeVersion6(String text) {
        return text.indexOf(':') >= 0 && addressCharacters(text) == text.length();
    }

    /** How many digits and colons it begins with. */
    private static int addressCharacters(String text) {
        int length = 0;
        while (length < text.length() && isAddressCharacter(text.charAt(length))) {
            length++;
        }
        return length;
    }

    private static boolean isAddressCharacter(char c) {
        return c == ':' || HexFormat.isHexDigit(c);
    }

    static Optional<String> parse(String text) {
        return bytes(text).map(IpText::hex);
    }

    static String hex(byte[] address) {
        return HexFormat.of().formatHex(address);
    }

    static Optional<byte[]> bytes(String text) {
        if (text.isEmpty() || text.length() > LONGEST || !looksLikeAddress(text)) {
            return Optional.empty();
        }
        return text.indexOf(':') < 0 ? version4(text) : version6(text);
    }

    private static Optional<byte[]> version4(String text) {
        String[] parts = text.split("\\.", -1);
        byte[] address = new byte[parts.length];
        for (int i = 0; i < parts.length; i++) {
            boolean isOctet = parts[i].length() <= 3 && Integer.parseInt(parts[i]) <= 255;
            boolean isPlain = parts[i].length() == 1 || parts[i].charAt(0) != '0';
            if (!isOctet || !isPlain) {
                return Optional.empty();
            }
            address[i] = (byte) Integer.parseInt(parts[i]);
        }
        return Optional.of(address);
    }

    /** What holds a colon is a literal to the JDK or an error, never a name. */
    private static Optional<byte[]> version6(String text) {
        try {
            return Optional.of(InetAddress.getByName(text).getAddress());
        } catch (UnknownHostException malformed) {
            return Optional.empty();
        }
    }
}
