package dev.carillon.listener;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.util.List;

/**
 * Takes a request only where its body's length can be read in one way, RFC 9112, sections 6.1 and 6.3. Netty drops a
 * {@code Content-Length} beside a {@code Transfer-Encoding} and keeps the connection: a proxy that goes by the other one
 * would take a part of the body for a request of its next client. What is refused here is malformed to Vert.x: it is
 * answered with 400, and the last of its connection. Belongs to one connection.
 */
final class StrictDecoder extends VertxHttpRequestDecoder {
    StrictDecoder(HttpServerOptions options) {
        super(options);
    }

    /** The one place between a head that is whole and the choice of how its body is read. */
    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        if (message != null
                && message.headers().contains(HttpHeaderNames.TRANSFER_ENCODING)
                && !isChunkedAndNoMore(message.headers(), message.protocolVersion())) {
            throw new IllegalArgumentException("the length of the body can be read in several ways");
        }
        return super.isContentAlwaysEmpty(message);
    }

    private static boolean isChunkedAndNoMore(HttpHeaders headers, HttpVersion version) {
        List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        return version.equals(HttpVersion.HTTP_1_1)
                && !headers.contains(HttpHeaderNames.CONTENT_LENGTH)
                && codings.size() == 1
                && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(
                        codings.get(0).strip());
    }
}
