package dev.carillon.push;

import dev.carillon.config.ListenConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What no setting opens: the broker's own listeners and its database.
 *
 * @param onThisMachine ports that are closed on every address of this machine
 * @param elsewhere what is closed on other machines
 */
public record ClosedPorts(Set<Integer> onThisMachine, Set<InetSocketAddress> elsewhere) {
    public ClosedPorts {
        onThisMachine = Set.copyOf(onThisMachine);
        elsewhere = Set.copyOf(elsewhere);
    }

    /**
     * The broker's three listeners and its database.
     *
     * @param database wherever it is; not resolved when its name has no address
     */
    public static ClosedPorts of(ListenConfig listen, InetSocketAddress database) {
        Set<Integer> own = new HashSet<>(List.of(listen.managementPort(), listen.snsPort(), listen.opsPort()));
        if (database.isUnresolved()) {
            return new ClosedPorts(own, Set.of());
        }
        if (isOfThisMachine(database.getAddress())) {
            own.add(database.getPort());
        }
        return new ClosedPorts(own, Set.of(database));
    }

    boolean contains(InetAddress address, int port) {
        return (onThisMachine.contains(port) && isOfThisMachine(address))
                || elsewhere.contains(new InetSocketAddress(address, port));
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
}
