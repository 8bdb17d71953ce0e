package dev.carillon.push.address;

import dev.carillon.model.Cidr;
import java.util.List;
import java.util.stream.Stream;

/**
 * What may be dialled by range alone. Immutable.
 *
 * <pre>
 *   never      link-local, clouds' metadata services       nothing opens them
 *   private    loopback, private use                       delivery.allow-private-networks, delivery.allowed-networks
 *   special    everything else that is not the Internet    delivery.allowed-networks
 * </pre>
 */
final class AddressRanges {
    private static final List<Cidr> NEVER = networks(
            "169.254.0.0/16",
            "fe80::/10",
            // Metadata of EC2 over IPv6, of Google's, Alibaba's, Oracle's and Azure's clouds.
            "fd00:ec2::254/128",
            "fd20:ce::254/128",
            "100.100.100.200/32",
            "192.0.0.192/32",
            "168.63.129.16/32");

    private static final List<Cidr> PRIVATE = networks(
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "::1/128",
            "fc00::/7",
            "fec0::/10");

    private static final List<Cidr> SPECIAL = networks(
            "0.0.0.0/8",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "::/128",
            // A site's own NAT64 (RFC 8215): where in it an IPv4 address is, only the site knows.
            "64:ff9b:1::/48",
            "ff00::/8",
            "2001:db8::/32");

    /** What {@code localhost} is in most hosts files, both: who opens the one means the machine, and would lose the name. */
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private static final Cidr LOOPBACK_SIX = Cidr.parse("::1/128");

    private final boolean isPrivateOpen;
    private final List<Cidr> open;

    AddressRanges(boolean isPrivateOpen, List<String> openNetworks) {
        this.isPrivateOpen = isPrivateOpen;
        List<Cidr> named = openNetworks.stream().map(Cidr::parse).toList();
        this.open = anyContains(named, LOOPBACK)
                ? Stream.concat(named.stream(), Stream.of(LOOPBACK_SIX)).toList()
                : named;
    }

    /** Whether this address, and every one that it leads to, may be dialled. */
    boolean allows(byte[] address) {
        if (anyContains(NEVER, address)) {
            return false;
        }
        for (byte[] embedded : EmbeddedAddresses.of(address)) {
            if (!allowsDecoded(embedded)) {
                return false;
            }
        }
        return true;
    }

    private boolean allowsDecoded(byte[] address) {
        if (anyContains(NEVER, address)) {
            return false;
        }
        if (anyContains(open, address)) {
            return true;
        }
        return (isPrivateOpen || !anyContains(PRIVATE, address)) && !anyContains(SPECIAL, address);
    }

    private static boolean anyContains(List<Cidr> networks, byte[] address) {
        for (Cidr network : networks) {
            if (network.contains(address)) {
                return true;
            }
        }
        return false;
    }

    private static List<Cidr> networks(String... texts) {
        return Stream.of(texts).map(Cidr::parse).toList();
    }
}
