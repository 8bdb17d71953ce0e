package dev.carillon.push;

import io.netty.channel.ChannelFuture;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.impl.HttpClientConnectionInternal;

/**
 * Ends a request that was sent together with its HTTP/1 connection, whatever of it the other side has not taken yet. Vert.x
 * 5.0.10 closes a connection only behind what is still to be written (its pull request 6161): an endpoint that reads nothing
 * could keep it, and the message, for as long as it likes.
 */
public final class ForcedClose {
    private ForcedClose() {}

    /** To be called on the request's event loop. Never fails; a connection that is closed already stays so. */
    public static void of(HttpClientRequest request) {
        Future<Void> unused = request.reset();
        if (request.connection() instanceof HttpClientConnectionInternal open) {
            // From the place of Vert.x's own handler outwards, so that it has no say in it.
            ChannelFuture unusedToo = open.channelHandlerContext().close();
        }
    }
}
