package dev.carillon.push.envelope;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A body whose subscription is still open: its ARN goes between all parts. Immutable, shared by all subscriptions.
 *
 * <pre>
 *   part | ARN | part | ARN | part
 * </pre>
 */
final class Template {
    private final List<byte[]> parts;
    private final int length;

    Template(List<byte[]> parts) {
        this.parts = List.copyOf(parts);
        this.length = parts.stream().mapToInt(part -> part.length).sum();
    }

    /** The message alone, the same for all. */
    static Template raw(byte[] text) {
        return new Template(List.of(text));
    }

    /** Whether this is a message without anything around it. */
    boolean isRaw() {
        return parts.size() == 1;
    }

    /** The body for the subscription of this ARN. */
    Buffer with(String subscriptionArn) {
        byte[] arn = subscriptionArn.getBytes(StandardCharsets.US_ASCII);
        Buffer body = Buffer.buffer(length + (parts.size() - 1) * arn.length);
        body.appendBytes(parts.get(0));
        for (byte[] part : parts.subList(1, parts.size())) {
            body.appendBytes(arn).appendBytes(part);
        }
        return body;
    }
}
