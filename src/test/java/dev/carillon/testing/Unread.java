package dev.carillon.testing;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;

/** What a test's endpoint that read nothing for a while finds when it reads after all. */
public final class Unread {
    private static final int PATIENCE_MILLIS = 5_000;

    private Unread() {}

    /** How many bytes come until the other side's end, which must not be long in coming. */
    public static long bytesOf(Socket socket) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        long bytes = 0;
        try {
            byte[] some = new byte[1 << 16];
            for (int read = socket.getInputStream().read(some);
                    read >= 0;
                    read = socket.getInputStream().read(some)) {
                bytes += read;
            }
            return bytes;
        } catch (SocketException reset) {
            return bytes;
        }
    }
}
