package dev.carillon.push.address;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What no setting opens: the broker's own listeners and its database.
 *
 * @param onThisMachine ports that are closed on every address of this machine
 * @param elsewhere addresses with the port that is closed there; resolved
 */
public record ClosedPorts(Set<Integer> onThisMachine, Set<InetSocketAddress> elsewhere) {
    public ClosedPorts {
        onThisMachine = Set.copyOf(onThisMachine);
        elsewhere = Set.copyOf(elsewhere);
    }

    /** Whether a connection to this address, or to one that it leads to, would end at such a port. */
    boolean contains(InetAddress address, int port) {
        if (!isClosedSomewhere(port)) {
            return false;
        }
        Stream<InetAddress> embedded =
                EmbeddedAddresses.of(address.getAddress()).stream().map(ClosedPorts::ofBytes);
        return Stream.concat(Stream.of(address), embedded).distinct().anyMatch(each -> containsDecoded(each, port));
    }

    /** Hardly ever, so that an attempt costs no more than this. */
    private boolean isClosedSomewhere(int port) {
        if (onThisMachine.contains(port)) {
            return true;
        }
        for (InetSocketAddress closed : elsewhere) {
            if (closed.getPort() == port) {
                return true;
            }
        }
        return false;
    }

    private boolean containsDecoded(InetAddress address, int port) {
        return elsewhere.contains(new InetSocketAddress(address, port))
                || (isOwnPort(port) && isOfThisMachine(address));
    }

    /** What is closed on one address of this machine is so on all: it may well listen on all of them. */
    private boolean isOwnPort(int port) {
        return onThisMachine.contains(port)
                || elsewhere.stream()
                        .anyMatch(closed -> closed.getPort() == port && isOfThisMachine(closed.getAddress()));
    }

    /** An interface may come or go at any time; few endpoints have these ports, so that asking each time is cheap. */
    private static boolean isOfThisMachine(InetAddress address) {
        if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
            return true;
        }
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException unknown) {
            return true;
        }
    }

    private static InetAddress ofBytes(byte[] address) {
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException wrongLength) {
            throw new IllegalArgumentException(wrongLength);
        }
    }
}
