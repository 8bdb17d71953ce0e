package dev.carillon.push;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;

/**
 * What is posted to a URL.
 *
 * @param headers the {@code x-amz-sns-*} ones and the others of the contract, but for length, host and authorization
 */
public record WebMessage(String endpoint, MultiMap headers, Buffer body) implements OutgoingMessage {
    /** The header that tells the endpoint so when the body is the message alone. */
    public static final CharSequence RAW_DELIVERY = HttpHeaders.createOptimized("x-amz-sns-rawdelivery");

    /** The same with another {@code Content-Type}. */
    public WebMessage withContentType(String contentType) {
        MultiMap changed = HttpHeaders.headers().addAll(headers).set(HttpHeaders.CONTENT_TYPE, contentType);
        return new WebMessage(endpoint, changed, body);
    }

    /** Whether the body is the message alone. */
    public boolean isRaw() {
        return headers.contains(RAW_DELIVERY);
    }

    /** Neither the body nor the URL, which may hold a password. */
    @Override
    public String toString() {
        return "WebMessage[" + body.length() + " bytes]";
    }
}
