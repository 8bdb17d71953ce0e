package dev.carillon.push;

import io.vertx.core.buffer.Buffer;

/** What an endpoint is to get: a post to a URL, or a message for a queue. */
public sealed interface OutgoingMessage permits WebMessage, QueueMessage {
    /** As it was subscribed. */
    String endpoint();

    Buffer body();
}
