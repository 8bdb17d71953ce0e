package dev.carillon.delivery;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Where an operator's own endpoints are: on this machine and in {@code delivery.allowed-networks}. Immutable. */
final class ExemptNetworks {
    private final List<Network> allowed;

    /** Networks such as {@code 10.1.0.0/16}, whose form was checked. */
    ExemptNetworks(List<String> allowed) {
        this.allowed = allowed.stream().map(Network::parse).toList();
    }

    boolean containAll(List<InetAddress> addresses) {
        return addresses.stream().allMatch(this::contain);
    }

    private boolean contain(InetAddress address) {
        return address.isLoopbackAddress() || allowed.stream().anyMatch(network -> network.contains(address));
    }

    private record Network(int addressBytes, int hostBits, BigInteger prefix) {
        static Network parse(String text) {
            int slash = text.indexOf('/');
            try {
                // Digits, dots and colons are no name, so that no name server is asked.
                byte[] address = InetAddress.getByName(text.substring(0, slash)).getAddress();
                int hostBits = address.length * Byte.SIZE - Integer.parseInt(text.substring(slash + 1));
                return new Network(address.length, hostBits, new BigInteger(1, address).shiftRight(hostBits));
            } catch (UnknownHostException malformed) {
                throw new IllegalArgumentException("not a network: " + text, malformed);
            }
        }

        boolean contains(InetAddress address) {
            byte[] bytes = address.getAddress();
            return bytes.length == addressBytes
                    && new BigInteger(1, bytes).shiftRight(hostBits).equals(prefix);
        }
    }
}
