package dev.carillon.catalog.database;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;

/** How a process calls itself in the database's list of connections. */
final class BrokerName {
    private static final int HOST_LENGTH = 30;
    private static final int RANDOM_LENGTH = 6;

    private BrokerName() {}

    /** Differs at every call: two catalogues in one process are two brokers. */
    static String ofThisProcess() {
        String random = UUID.randomUUID().toString().substring(0, RANDOM_LENGTH);
        return "carillon " + host() + " " + ProcessHandle.current().pid() + " " + random;
    }

    private static String host() {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            return name.substring(0, Math.min(HOST_LENGTH, name.length()));
        } catch (UnknownHostException nameless) {
            return "unknown";
        }
    }
}
