package dev.carillon.push;

import io.vertx.core.buffer.Buffer;

/**
 * What is posted to an endpoint.
 *
 * @param endpoint its URL as it was subscribed
 * @param headers the {@code x-amz-sns-*} ones and the others of the contract, but for length and host
 */
public record OutgoingMessage(String endpoint, io.vertx.core.MultiMap headers, Buffer body) {}
