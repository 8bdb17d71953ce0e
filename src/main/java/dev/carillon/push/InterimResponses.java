package dev.carillon.push;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpClientConnectionInternal;

/**
 * Takes out of a connection what an endpoint sends ahead of its answer, such as 102 (Processing): a client must read on, even
 * if it knows nothing of them (RFC 9110, 15.2). Vert.x 5.0.10 knows 100 and 103 and takes every other for the answer itself,
 * and the answer then for a fault of the connection. 101 is left: behind it there is no HTTP any more.
 */
final class InterimResponses extends ChannelInboundHandlerAdapter {
    private boolean isWithin;

    private InterimResponses() {}

    /** To be called on the connection's event loop, before it has a request. */
    static void skipOn(HttpConnection connection) {
        if (connection instanceof HttpClientConnectionInternal open) {
            ChannelHandlerContext vertx = open.channelHandlerContext();
            vertx.pipeline().addBefore(vertx.name(), "interim-responses", new InterimResponses());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpResponse response) {
            isWithin = isInterim(response.status());
        }
        if (isWithin) {
            isWithin = !(message instanceof LastHttpContent);
            boolean unused = ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }

    private static boolean isInterim(HttpResponseStatus status) {
        return status.codeClass() == HttpStatusClass.INFORMATIONAL
                && status.code() != HttpResponseStatus.SWITCHING_PROTOCOLS.code();
    }
}
