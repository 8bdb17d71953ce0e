package dev.carillon.sns.wire.reply;

import dev.carillon.sns.wire.SnsAction;
import dev.carillon.sns.wire.SnsFault;
import java.util.UUID;
import java.util.function.Consumer;

/** The protocols that clients speak. They differ in how requests and replies are encoded, and in nothing else. */
public enum WireProtocol {
    /** AWS's query protocol: forms, answered in XML. */
    QUERY("text/xml; charset=utf-8") {
        @Override
        public byte[] result(SnsAction action, String requestId, Consumer<ResultWriter> result) {
            return XmlReply.result(action, requestId, result::accept);
        }

        @Override
        public byte[] empty(SnsAction action, String requestId) {
            return XmlReply.empty(action, requestId);
        }

        @Override
        public byte[] published(UUID messageId, String requestId) {
            return XmlReply.published(messageId, requestId);
        }

        @Override
        public byte[] error(SnsFault fault, String requestId) {
            return XmlReply.error(fault, requestId);
        }
    },

    /** The AWS JSON 1.0 protocol, as services that spoke the other before have it. */
    JSON("application/x-amz-json-1.0") {
        @Override
        public byte[] result(SnsAction action, String requestId, Consumer<ResultWriter> result) {
            return JsonReply.result(result);
        }

        @Override
        public byte[] empty(SnsAction action, String requestId) {
            return JsonReply.result(nothing -> {});
        }

        @Override
        public byte[] published(UUID messageId, String requestId) {
            return JsonReply.result(json -> json.text("MessageId", messageId.toString()));
        }

        @Override
        public byte[] error(SnsFault fault, String requestId) {
            return JsonReply.error(fault);
        }
    };

    private final String contentType;

    WireProtocol(String contentType) {
        this.contentType = contentType;
    }

    /** What the type of a request's content asks for. */
    public static WireProtocol of(String requestContentType) {
        String json = JSON.contentType;
        return requestContentType.regionMatches(true, 0, json, 0, json.length()) ? JSON : QUERY;
    }

    /** Of a reply. */
    public String contentType() {
        return contentType;
    }

    /** The reply of an action that has a result. */
    public abstract byte[] result(SnsAction action, String requestId, Consumer<ResultWriter> result);

    /** The reply of an action that has none. */
    public abstract byte[] empty(SnsAction action, String requestId);

    /** The reply to a Publish on a standard topic. */
    public abstract byte[] published(UUID messageId, String requestId);

    public abstract byte[] error(SnsFault fault, String requestId);
}
