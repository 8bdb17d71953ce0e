package dev.carillon.sns;

import dev.carillon.model.Protocol;

/** The delivery policies that hold while none is set, in AWS's normal form. */
final class EffectiveDeliveryPolicy {
    private static final String HTTP_RETRIES = """
            {"minDelayTarget":20,"maxDelayTarget":20,"numRetries":3,"numMaxDelayRetries":0,"numNoDelayRetries":0,\
            "numMinDelayRetries":0,"backoffFunction":"linear"}""";

    /** AWS's phases for its own endpoints; the broker cuts them off after the configured window. */
    private static final String FUNCTION_RETRIES = """
            {"minDelayTarget":1,"maxDelayTarget":20,"numRetries":100015,"numMaxDelayRetries":100000,\
            "numNoDelayRetries":3,"numMinDelayRetries":2,"backoffFunction":"exponential"}""";

    private static final String REQUEST = """
            {"headerContentType":"text/plain; charset=UTF-8"}""";

    static final String OF_TOPIC = "{\"http\":{\"defaultHealthyRetryPolicy\":" + HTTP_RETRIES
            + ",\"disableSubscriptionOverrides\":false,\"defaultRequestPolicy\":" + REQUEST + "}}";

    private EffectiveDeliveryPolicy() {}

    static String of(Protocol protocol) {
        return "{\"healthyRetryPolicy\":" + (protocol.needsConfirmation() ? HTTP_RETRIES : FUNCTION_RETRIES)
                + ",\"sicklyRetryPolicy\":null,\"throttlePolicy\":null,\"requestPolicy\":" + REQUEST
                + ",\"guaranteed\":false}";
    }
}
