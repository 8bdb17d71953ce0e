package dev.carillon.policy;

import java.util.Set;

/** A web subscription's own delivery policy. Immutable. */
public final class SubscriptionDelivery {
    /** Of a subscription that has none. */
    public static final SubscriptionDelivery NONE = new SubscriptionDelivery(DeliveryRules.NONE, "");

    /** AWS shows two that mean nothing any more, and takes back what it shows. */
    private static final Set<String> SECTIONS =
            Set.of("healthyRetryPolicy", "sicklyRetryPolicy", "throttlePolicy", "requestPolicy", "guaranteed");

    private final DeliveryRules rules;
    private final String document;

    private SubscriptionDelivery(DeliveryRules rules, String document) {
        this.rules = rules;
        this.document = document;
    }

    /** Reads what a client gives; nothing, or an empty object, stands for none. */
    public static PolicyReading<SubscriptionDelivery> read(String json) {
        return PolicyJson.read(json, NONE, SubscriptionDelivery::of);
    }

    private static SubscriptionDelivery of(PolicyObject root) throws PolicyFault {
        if (root.withOnly(SECTIONS).node().isEmpty()) {
            return NONE;
        }
        if (root.object("sicklyRetryPolicy").isPresent()) {
            throw new PolicyFault("Unexpected JSON member: sicklyRetryPolicy");
        }
        if (root.flag("guaranteed")) {
            throw new PolicyFault("Unexpected JSON member: guaranteed");
        }
        DeliveryRules rules = RulesReader.read(root, "healthyRetryPolicy", "throttlePolicy", "requestPolicy");
        return new SubscriptionDelivery(rules, document(rules));
    }

    /** In AWS's form, with all its members; empty when there is none. */
    public String document() {
        return document;
    }

    DeliveryRules rules() {
        return rules;
    }

    static String document(DeliveryRules rules) {
        return "{\"healthyRetryPolicy\":" + rules.retriesJson()
                + ",\"sicklyRetryPolicy\":null,\"throttlePolicy\":" + rules.throttleJson()
                + ",\"requestPolicy\":" + rules.requestJson()
                + ",\"guaranteed\":false}";
    }
}
