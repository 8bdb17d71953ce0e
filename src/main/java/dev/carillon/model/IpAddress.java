package dev.carillon.model;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads texts that are IP addresses. No name server is ever asked, which the JDK does for what is nearly an address, such
 * as {@code 10.0.0.256} or {@code a.b}.
 */
public final class IpAddress {
    /** No leading zeros: some readers take what begins with one for octal. */
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";

    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");

    /** To the JDK, what begins like this and holds a colon is an address or an error, never a name. */
    private static final Pattern LIKE_IPV6 = Pattern.compile("[0-9A-Fa-f:][0-9A-Fa-f:.]*");

    private IpAddress() {}

    /**
     * The address that a text spells, without brackets, zone or prefix; empty when it spells none. An IPv4 address in an
     * IPv6 one, such as {@code ::ffff:10.0.0.1}, is the IPv4 address, as everywhere in the JDK.
     */
    public static Optional<InetAddress> parse(String text) {
        boolean isIpv6 = text.indexOf(':') >= 0 && LIKE_IPV6.matcher(text).matches();
        if (!isIpv6 && !IPV4.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException malformed) {
            return Optional.empty();
        }
    }
}
