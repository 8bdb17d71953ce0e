package dev.carillon.delivery.endpoint;

import dev.carillon.config.DeliveryConfig;
import dev.carillon.delivery.retry.RetryPolicy;
import dev.carillon.model.Subscription;
import dev.carillon.model.TimeSource;
import dev.carillon.model.Topic;
import dev.carillon.policy.EffectiveDelivery;
import dev.carillon.push.OutgoingMessage;
import dev.carillon.push.WebMessage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The delivery policy by which one subscription is sent to at present. A change counts for the attempts that follow it; what
 * is due by an earlier policy stays due then. Belongs to the shard's thread.
 */
public final class LanePolicy {
    private final TimeSource time;
    private EffectiveDelivery rules = EffectiveDelivery.DEFAULT;
    private RetryPolicy retries;
    private long spanNanos;
    private @Nullable ReceiveRate rate;
    private String ofTopic = "";
    private String ofSubscription = "";

    public LanePolicy(DeliveryConfig config, TimeSource time, Topic topic, Subscription subscription) {
        this.time = time;
        retries = RetryPolicy.of(subscription.protocol(), config);
        spanNanos = TimeUnit.MILLISECONDS.toNanos(retries.spanMillis());
        update(topic, subscription);
    }

    /** Nothing is read anew while both say what they said. */
    public void update(Topic topic, Subscription subscription) {
        String topics = topic.attributes().getOrDefault(EffectiveDelivery.ATTRIBUTE, "");
        String own = subscription.attributes().getOrDefault(EffectiveDelivery.ATTRIBUTE, "");
        if (!subscription.protocol().needsConfirmation() || (topics.equals(ofTopic) && own.equals(ofSubscription))) {
            return;
        }
        ofTopic = topics;
        ofSubscription = own;
        EffectiveDelivery before = rules;
        rules = EffectiveDelivery.of(topic, subscription);
        retries = RetryPolicy.of(rules.retries());
        spanNanos = TimeUnit.MILLISECONDS.toNanos(retries.spanMillis());
        if (rules.maxReceivesPerSecond() != before.maxReceivesPerSecond()) {
            rate = rules.maxReceivesPerSecond() == 0
                    ? null
                    : new ReceiveRate(rules.maxReceivesPerSecond(), time.nanoTime());
        }
    }

    public RetryPolicy retries() {
        return retries;
    }

    /** How long after its publish a message is at its end, had every attempt failed at once. */
    public long spanNanos() {
        return spanNanos;
    }

    /**
     * Whether a message is at its end before a breaker's probes tell whether its endpoint is well. Behind an open one it would
     * never have more than a last attempt: such a policy, which tries hard at once, is kept to instead.
     */
    public boolean isBrief() {
        return spanNanos < CircuitBreaker.LONGEST_PAUSE_NANOS;
    }

    /** Whether the rate lets a message go now. */
    public boolean isOpen() {
        return rate == null || rate.nextNanos() <= time.nanoTime();
    }

    /** When the rate lets the next message go; long ago where there is none. */
    public long opensAtNanos() {
        return rate == null ? Long.MIN_VALUE : rate.nextNanos();
    }

    /** An attempt begins. */
    public void sent() {
        if (rate != null) {
            rate.sent(time.nanoTime());
        }
    }

    /** With the type of content that is asked for. */
    public OutgoingMessage typed(OutgoingMessage message) {
        return typed(message, rules);
    }

    /** Only web endpoints are told a type. */
    public static OutgoingMessage typed(OutgoingMessage message, EffectiveDelivery rules) {
        return rules.hasUsualContentType() || !(message instanceof WebMessage web)
                ? message
                : web.withContentType(rules.contentType(web.isRaw()));
    }
}
