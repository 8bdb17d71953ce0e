package dev.carillon.push.address;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** A network such as {@code 10.1.0.0/16} or {@code fd00::/8}. Immutable. */
public final class Cidr {
    private final byte[] network;
    private final int prefixBits;

    Cidr(byte[] network, int prefixBits) {
        if (prefixBits > network.length * 8) {
            throw new IllegalArgumentException("a prefix of " + prefixBits + " bits");
        }
        this.network = network.clone();
        this.prefixBits = prefixBits;
    }

    /**
     * Reads an address, a slash and the number of bits that count.
     *
     * @throws IllegalArgumentException for anything else, names too
     */
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !text.matches("[0-9A-Fa-f:.]+/\\d{1,3}")) {
            throw new IllegalArgumentException("not a network: " + text);
        }
        try {
            // The digits, dots and colons above are no name, so that no name server is asked.
            byte[] address = InetAddress.getByName(text.substring(0, slash)).getAddress();
            return new Cidr(address, Integer.parseInt(text.substring(slash + 1)));
        } catch (UnknownHostException malformed) {
            throw new IllegalArgumentException("not a network: " + text, malformed);
        }
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
