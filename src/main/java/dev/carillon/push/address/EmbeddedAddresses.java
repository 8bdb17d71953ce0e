package dev.carillon.push.address;

import dev.carillon.model.Cidr;
import java.util.Arrays;
import java.util.List;

/**
 * The IPv4 addresses that an IPv6 address leads to. A gateway or the kernel turns one into the other, so that a check of
 * the outer address alone could be walked around.
 */
final class EmbeddedAddresses {
    private static final Cidr MAPPED = mapped();
    private static final Cidr COMPATIBLE = Cidr.parse("::/96");
    private static final Cidr NAT64 = Cidr.parse("64:ff9b::/96");
    private static final Cidr SIX_TO_FOUR = Cidr.parse("2002::/16");
    private static final Cidr TEREDO = Cidr.parse("2001::/32");

    private EmbeddedAddresses() {}

    /** Those whose range decides; the address itself where none is embedded. */
    static List<byte[]> of(byte[] address) {
        if (address.length == 4) {
            return List.of(address);
        }
        if (MAPPED.contains(address) || NAT64.contains(address)) {
            return List.of(Arrays.copyOfRange(address, 12, 16));
        }
        if (SIX_TO_FOUR.contains(address)) {
            return List.of(Arrays.copyOfRange(address, 2, 6));
        }
        if (TEREDO.contains(address)) {
            // RFC 4380: the server in the clear, the client with every bit turned.
            return List.of(Arrays.copyOfRange(address, 4, 8), turned(Arrays.copyOfRange(address, 12, 16)));
        }
        // RFC 4291: ::a.b.c.d, but for :: and ::1.
        boolean isCompatible = COMPATIBLE.contains(address) && (address[12] | address[13] | address[14]) != 0;
        return isCompatible ? List.of(address, Arrays.copyOfRange(address, 12, 16)) : List.of(address);
    }

    private static byte[] turned(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= (byte) 0xff;
        }
        return bytes;
    }

    /** {@code InetAddress} would make an IPv4 address of the text of this one. */
    private static Cidr mapped() {
        byte[] network = new byte[16];
        network[10] = (byte) 0xff;
        network[11] = (byte) 0xff;
        return new Cidr(network, 96);
    }
}
