package dev.carillon.filter.policy;

import dev.carillon.model.IpAddress;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** Texts that are addresses, as 8 or 32 hexadecimal digits. */
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
        return IpAddress.parse(text).map(InetAddress::getAddress);
    }
}
