package dev.carillon.push.envelope;

import dev.carillon.push.WebMessage;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/** The headers of messages. Immutable; names and common values are encoded once. */
final class MessageHeaders {
    private static final CharSequence TYPE = HttpHeaders.createOptimized("x-amz-sns-message-type");
    private static final CharSequence ID = HttpHeaders.createOptimized("x-amz-sns-message-id");
    private static final CharSequence TOPIC = HttpHeaders.createOptimized("x-amz-sns-topic-arn");
    private static final CharSequence SUBSCRIPTION = HttpHeaders.createOptimized("x-amz-sns-subscription-arn");
    private static final CharSequence TRUE = HttpHeaders.createOptimized("true");
    private static final CharSequence TRACE_PARENT = HttpHeaders.createOptimized("traceparent");
    private static final CharSequence TEXT = HttpHeaders.createOptimized("text/plain; charset=UTF-8");

    private final CharSequence userAgent;

    MessageHeaders(String userAgent) {
        this.userAgent = HttpHeaders.createOptimized(userAgent);
    }

    /** Those that every message has. */
    MultiMap of(String type, String messageId, String topicArn) {
        return HttpHeaders.headers()
                .add(HttpHeaders.CONTENT_TYPE, TEXT)
                .add(HttpHeaders.USER_AGENT, userAgent)
                .add(TYPE, type)
                .add(ID, messageId)
                .add(TOPIC, topicArn);
    }

    static void addSubscription(MultiMap headers, String subscriptionArn) {
        headers.add(SUBSCRIPTION, subscriptionArn);
    }

    /** Says that the body is the message alone. */
    static void addRaw(MultiMap headers) {
        headers.add(WebMessage.RAW_DELIVERY, TRUE);
    }

    /** Nothing when the publish had none. */
    static void addTraceParent(MultiMap headers, String traceParent) {
        if (!traceParent.isEmpty()) {
            headers.add(TRACE_PARENT, traceParent);
        }
    }
}
