package dev.carillon.app;

import dev.carillon.config.BrokerConfig;
import dev.carillon.config.ListenConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes free ports in place of 0, before anything starts, since messages and files name them, and keeps them for the
 * listeners, some of which open much later.
 *
 * <p>A socket of its own holds each port: bound, ready to share it, and never listening. While it does, Linux gives the
 * port to nobody who asks for any, such as the broker's connections to its database; a listener, which asks for this very
 * port and shares it as well, gets it.
 */
final class FreePorts implements AutoCloseable {
    private final List<SocketChannel> held = new ArrayList<>();
    private final BrokerConfig config;

    private FreePorts(BrokerConfig given) throws IOException {
        try {
            config = filled(given);
        } catch (IOException failure) {
            close();
            throw failure;
        }
    }

    static FreePorts hold(BrokerConfig config) throws IOException {
        return new FreePorts(config);
    }

    /** The configuration with real ports. */
    BrokerConfig config() {
        return config;
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel socket : held) {
            socket.close();
        }
    }

    private BrokerConfig filled(BrokerConfig given) throws IOException {
        ListenConfig listen = given.listen();
        InetAddress address = InetAddress.getByName(listen.bindAddress());
        return given.withListen(new ListenConfig(
                listen.bindAddress(),
                filled(listen.managementPort(), address),
                filled(listen.snsPort(), address),
                filled(listen.opsPort(), address),
                listen.isBehindProxy(),
                listen.transport(),
                listen.shutdownGrace()));
    }

    private int filled(int port, InetAddress address) throws IOException {
        if (port != 0) {
            return port;
        }
        SocketChannel socket = SocketChannel.open();
        held.add(socket);
        socket.setOption(StandardSocketOptions.SO_REUSEADDR, true).bind(new InetSocketAddress(address, 0));
        return socket.socket().getLocalPort();
    }
}
