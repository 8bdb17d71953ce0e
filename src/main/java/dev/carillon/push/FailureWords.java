package dev.carillon.push;

import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.unix.Errors;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClosedException;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLException;

/** Names why there was no answer, in words that tell nothing of what a machine behind an address said. */
public final class FailureWords {
    public static final String TIMEOUT = "timeout";
    static final String CLOSED = "closed";

    private FailureWords() {}

    public static String of(Throwable failure) {
        if (isCausedBy(failure, SSLException.class)) {
            return "tls";
        }
        if (isCausedBy(failure, ConnectTimeoutException.class)) {
            return TIMEOUT;
        }
        if (isCausedBy(failure, ConnectException.class)) {
            return "refused";
        }
        if (isCausedBy(failure, HttpClosedException.class) || isOfSocket(failure)) {
            return CLOSED;
        }
        if (isCausedBy(failure, DecoderException.class)) {
            return "malformed";
        }
        return failure instanceof ConnectionPoolTooBusyException ? "busy" : "connection";
    }

    /** Whether somebody took part in a TLS handshake that came to nothing; not when he was silent, or went away. */
    static boolean isOfHandshake(Throwable failure) {
        return isCausedBy(failure, SSLException.class)
                && !isCausedBy(failure, SslHandshakeTimeoutException.class)
                && !isCausedBy(failure, ClosedChannelException.class)
                && !isOfSocket(failure);
    }

    /** As the JDK says it, or Netty's native code. */
    private static boolean isOfSocket(Throwable failure) {
        return isCausedBy(failure, SocketException.class) || isCausedBy(failure, Errors.NativeIoException.class);
    }

    private static boolean isCausedBy(Throwable failure, Class<? extends Throwable> kind) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (kind.isInstance(each)) {
                return true;
            }
        }
        return false;
    }
}
