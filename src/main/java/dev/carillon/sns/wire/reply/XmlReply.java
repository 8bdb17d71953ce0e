package dev.carillon.sns.wire.reply;

import dev.carillon.sns.wire.SnsAction;
import dev.carillon.sns.wire.SnsFault;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Consumer;

/** Whole replies of the query protocol, as bytes. */
final class XmlReply {
    private static final String NAMESPACE = " xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"";

    /** A Publish is answered more often than all else together: what stands before, between and after its two ids. */
    private static final byte[][] PUBLISHED = publishedTemplate();

    private XmlReply() {}

    /** The reply of an action that has a result. */
    static byte[] result(SnsAction action, String requestId, Consumer<XmlWriter> result) {
        return reply(action, requestId, xml -> xml.element(action.wireName() + "Result", result));
    }

    /** The reply of an action that has none. */
    static byte[] empty(SnsAction action, String requestId) {
        return reply(action, requestId, xml -> {});
    }

    static byte[] error(SnsFault fault, String requestId) {
        XmlWriter xml = new XmlWriter();
        xml.element("ErrorResponse", NAMESPACE, response -> {
            response.element("Error", error -> {
                error.text("Type", fault.code().isSenderFault() ? "Sender" : "Receiver");
                error.text("Code", fault.code().wireCode());
                error.text("Message", fault.message());
            });
            response.text("RequestId", requestId);
        });
        return xml.utf8();
    }

    /** The reply to a Publish on a standard topic. */
    static byte[] published(UUID messageId, String requestId) {
        byte[][] parts = {
            PUBLISHED[0],
            messageId.toString().getBytes(StandardCharsets.ISO_8859_1),
            PUBLISHED[1],
            requestId.getBytes(StandardCharsets.ISO_8859_1),
            PUBLISHED[2]
        };
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] reply = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, reply, at, part.length);
            at += part.length;
        }
        return reply;
    }

    private static byte[] reply(SnsAction action, String requestId, Consumer<XmlWriter> result) {
        XmlWriter xml = new XmlWriter();
        xml.element(action.wireName() + "Response", NAMESPACE, response -> {
            result.accept(response);
            response.element("ResponseMetadata", metadata -> metadata.text("RequestId", requestId));
        });
        return xml.utf8();
    }

    private static byte[][] publishedTemplate() {
        String whole = new String(
                result(SnsAction.PUBLISH_MESSAGE, "|", xml -> xml.text("MessageId", "|")), StandardCharsets.UTF_8);
        String[] parts = whole.split("\\|", -1);
        byte[][] template = new byte[parts.length][];
        for (int i = 0; i < parts.length; i++) {
            template[i] = parts[i].getBytes(StandardCharsets.UTF_8);
        }
        return template;
    }
}
