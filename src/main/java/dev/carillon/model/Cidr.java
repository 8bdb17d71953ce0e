package dev.carillon.model;

import java.net.InetAddress;
import java.util.regex.Pattern;

/** A network such as {@code 10.1.0.0/16} or {@code fd00::/8}. Immutable. */
public final class Cidr {
    private static final Pattern PREFIX = Pattern.compile("[0-9]{1,3}");

    private final byte[] network;
    private final int prefixBits;

    /**
     * Takes the address in bytes, since the JDK makes an IPv4 address of the text of an IPv6 one that stands for it.
     *
     * @throws IllegalArgumentException when the address has fewer bits than the prefix
     */
    public Cidr(byte[] network, int prefixBits) {
        if (prefixBits > network.length * 8) {
            throw new IllegalArgumentException("a prefix of " + prefixBits + " bits");
        }
        this.network = network.clone();
        this.prefixBits = prefixBits;
    }

    /**
     * Reads an address, a slash and the number of bits that count. Asks no name server.
     *
     * @throws IllegalArgumentException for anything else: names, prefixes that are longer than the address, and IPv4
     *     addresses written as IPv6 ones, whose prefix would count other bits than those that are compared
     */
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !PREFIX.matcher(text.substring(slash + 1)).matches()) {
            throw new IllegalArgumentException("not a network: " + text);
        }
        byte[] network = IpAddress.parse(text.substring(0, slash))
                .map(InetAddress::getAddress)
                .orElseThrow(() -> new IllegalArgumentException("not a network: " + text));
        if (network.length == 4 && text.indexOf(':') >= 0) {
            throw new IllegalArgumentException("an IPv4 network written as an IPv6 one: " + text);
        }
        return new Cidr(network, Integer.parseInt(text.substring(slash + 1)));
    }

    /** Whether an address, as many bytes as it has, is in the network. */
    public boolean contains(byte[] address) {
        if (address.length != network.length) {
            return false;
        }
        int wholeBytes = prefixBits / 8;
        for (int i = 0; i < wholeBytes; i++) {
            if (address[i] != network[i]) {
                return false;
            }
        }
        int restBits = prefixBits % 8;
        return restBits == 0 || ((address[wholeBytes] ^ network[wholeBytes]) & 0xff) >> (8 - restBits) == 0;
    }
}
