package dev.carillon.policy;

import dev.carillon.model.Subscription;
import dev.carillon.model.Topic;

/**
 * What holds for one web subscription: its own policy, unless its topic disables such; where that says nothing its topic's,
 * and where that does not either AWS's. Immutable.
 *
 * @param maxReceivesPerSecond 0 for as many as come
 * @param contentType a value of the HTTP header, as it was asked for
 */
public record EffectiveDelivery(RetryRule retries, int maxReceivesPerSecond, String contentType) {
    /** The attribute of topics and subscriptions that holds a policy. */
    public static final String ATTRIBUTE = "DeliveryPolicy";

    /** Where nobody has said anything. */
    public static final EffectiveDelivery DEFAULT = new EffectiveDelivery(RetryRule.DEFAULT, 0, ContentTypes.DEFAULT);

    /** That of an endpoint which is no web server; the broker cuts its retries off after the configured window. */
    public static final EffectiveDelivery FUNCTION = new EffectiveDelivery(RetryRule.FUNCTION, 0, ContentTypes.DEFAULT);

    static final DeliveryRules DEFAULTS = new DeliveryRules(RetryRule.DEFAULT, 0, ContentTypes.DEFAULT);

    /** Costs nothing where neither has a policy. */
    public static EffectiveDelivery of(Topic topic, Subscription subscription) {
        String topics = topic.attributes().getOrDefault(ATTRIBUTE, "");
        String own = subscription.attributes().getOrDefault(ATTRIBUTE, "");
        if (topics.isEmpty() && own.isEmpty()) {
            return DEFAULT;
        }
        DeliveryRules rules = rules(topics, own);
        return new EffectiveDelivery(rules.retries().orElseThrow(), rules.maxReceivesPerSecond(), rules.contentType());
    }

    /** In AWS's form. */
    public String document() {
        return SubscriptionDelivery.document(new DeliveryRules(retries, maxReceivesPerSecond, contentType));
    }

    public boolean hasUsualContentType() {
        return contentType.equals(ContentTypes.DEFAULT);
    }

    /**
     * The value of the HTTP header for a message.
     *
     * @param isRaw whether it goes without its envelope
     */
    public String contentType(boolean isRaw) {
        return isRaw || ContentTypes.isOfEnvelopes(contentType) ? contentType : ContentTypes.DEFAULT;
    }

    /** What was checked when it was set is read as none should it not be right any more. */
    private static DeliveryRules rules(String topics, String own) {
        TopicDelivery topic = TopicDelivery.read(topics).fold(right -> right, wrong -> TopicDelivery.NONE);
        DeliveryRules usual = topic.rules().over(DEFAULTS);
        return topic.disablesOverrides()
                ? usual
                : SubscriptionDelivery.read(own).fold(right -> right.rules().over(usual), wrong -> usual);
    }
}
