package dev.carillon.push;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/**
 * What is posted to a URL.
 *
 * @param headers the {@code x-amz-sns-*} ones and the others of the contract, but for length, host and authorization
 */
public record WebMessage(String endpoint, MultiMap headers, Buffer body) implements OutgoingMessage {
    /** Neither the body nor the URL, which may hold a password. */
    @Override
    public String toString() {
        return "WebMessage[" + body.length() + " bytes]";
    }
}
