package dev.carillon.app;

import dev.carillon.config.BrokerConfig;
import dev.carillon.config.ListenConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Takes free ports in place of 0, before anything starts, since messages and files name them. */
final class FreePorts {
    private FreePorts() {}

    /** The configuration with real ports. */
    static BrokerConfig fill(BrokerConfig config) throws IOException {
        ListenConfig listen = config.listen();
        List<ServerSocket> held = new ArrayList<>();
        try {
            return config.withListen(new ListenConfig(
                    listen.bindAddress(),
                    filled(listen.managementPort(), listen, held),
                    filled(listen.snsPort(), listen, held),
                    filled(listen.opsPort(), listen, held),
                    listen.isBehindProxy(),
                    listen.transport(),
                    listen.shutdownGrace()));
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
    }

    /** Each stays held until all are found, so that they differ. */
    private static int filled(int port, ListenConfig listen, List<ServerSocket> held) throws IOException {
        if (port != 0) {
            return port;
        }
        ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(listen.bindAddress()));
        held.add(socket);
        return socket.getLocalPort();
    }
}
