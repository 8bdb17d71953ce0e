package dev.carillon.sns.subscription;

import dev.carillon.model.Subscription;
import dev.carillon.model.Topic;
import dev.carillon.policy.EffectiveDelivery;
import java.util.Optional;

/** The delivery policy that holds for a subscription, in AWS's form. */
final class EffectiveDeliveryPolicy {
    /** AWS's phases for its own endpoints; the broker cuts them off after the configured window. */
    private static final String OF_FUNCTION = """
            {"healthyRetryPolicy":{"minDelayTarget":1,"maxDelayTarget":20,"numRetries":100015,\
            "numMaxDelayRetries":100000,"numNoDelayRetries":3,"numMinDelayRetries":2,"backoffFunction":"exponential"},\
            "sicklyRetryPolicy":null,"throttlePolicy":null,\
            "requestPolicy":{"headerContentType":"text/plain; charset=UTF-8"},"guaranteed":false}""";

    private EffectiveDeliveryPolicy() {}

    /** Only web endpoints have policies of their own. */
    static String of(Subscription subscription, Optional<Topic> topic) {
        if (!subscription.protocol().needsConfirmation()) {
            return OF_FUNCTION;
        }
        return topic.map(its -> EffectiveDelivery.of(its, subscription))
                .orElse(EffectiveDelivery.DEFAULT)
                .document();
    }
}
