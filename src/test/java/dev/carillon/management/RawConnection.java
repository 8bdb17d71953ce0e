package dev.carillon.management;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Bytes to and from the API, for what an HTTP client would not send. */
final class RawConnection implements AutoCloseable {
    private final Socket socket;

    RawConnection(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(20_000);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    RawConnection send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return this;
    }

    /** Everything until the broker closes the connection. */
    String readAll() {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What comes up to and with this text. */
    String readThrough(String end) {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try {
            while (!read.toString(StandardCharsets.ISO_8859_1).endsWith(end)) {
                int next = socket.getInputStream().read();
                if (next < 0) {
                    throw new AssertionError("closed after: " + read.toString(StandardCharsets.ISO_8859_1));
                }
                read.write(next);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return read.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
