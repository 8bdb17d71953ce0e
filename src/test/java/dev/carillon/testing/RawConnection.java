package dev.carillon.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** A connection over which a test sends exactly the bytes that it likes. */
public final class RawConnection implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Socket socket;

    /** A reply; header names in any case. */
    public record Reply(int status, Map<String, String> headers, String body) {
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    public static RawConnection to(int port) {
        try {
            return new RawConnection(new Socket(InetAddress.getLoopbackAddress(), port));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public RawConnection(Socket socket) {
        this.socket = socket;
        try {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.setTcpNoDelay(true);
        } catch (SocketException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public RawConnection send(String latin1) {
        return send(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    public RawConnection send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Whether bytes can still be sent; a connection that the other side closed refuses them after a while. */
    public boolean accepts(String latin1) {
        try {
            socket.getOutputStream().write(latin1.getBytes(StandardCharsets.ISO_8859_1));
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    /** Reads one reply, of HTTP/1.1 with a Content-Length. */
    public Reply reply() {
        try {
            InputStream in = socket.getInputStream();
            String[] head = through(in, "\r\n\r\n").split("\r\n", 0);
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            for (int i = 1; i < head.length; i++) {
                int colon = head[i].indexOf(':');
                headers.put(
                        head[i].substring(0, colon),
                        head[i].substring(colon + 1).strip());
            }
            int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
            String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
            return new Reply(Integer.parseInt(head[0].split(" ", 3)[1]), headers, body);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Reads what comes up to and with this text. */
    public String through(String end) {
        try {
            return through(socket.getInputStream(), end);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Reads all that still comes until the other side closes the connection. */
    public String rest() {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Reads so many bytes, or what comes before the other side closes the connection; gives how many. */
    public int rest(int most) {
        try {
            return socket.getInputStream().readNBytes(most).length;
        } catch (SocketException reset) {
            return 0;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Waits for the other side to close the connection without a word more. */
    public boolean isClosedByServer() {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        } catch (IOException silent) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String through(InputStream in, String end) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        while (!read.toString(StandardCharsets.ISO_8859_1).endsWith(end)) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("closed after " + read);
            }
            read.write(octet);
        }
        return read.toString(StandardCharsets.ISO_8859_1);
    }
}
