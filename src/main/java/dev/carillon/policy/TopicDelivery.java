package dev.carillon.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;

/** A topic's delivery policy for its web endpoints. Immutable. */
public final class TopicDelivery {
    /** Of a topic that has none. */
    public static final TopicDelivery NONE = new TopicDelivery(DeliveryRules.NONE, false, "");

    private static final String HTTP = "http";
    private static final String NO_OVERRIDES = "disableSubscriptionOverrides";
    private static final Set<String> SECTIONS =
            Set.of("defaultHealthyRetryPolicy", "defaultThrottlePolicy", "defaultRequestPolicy", NO_OVERRIDES);

    private final DeliveryRules rules;
    private final boolean disablesOverrides;
    private final String document;

    private TopicDelivery(DeliveryRules rules, boolean disablesOverrides, String document) {
        this.rules = rules;
        this.disablesOverrides = disablesOverrides;
        this.document = document;
    }

    /** Reads what a client gives; nothing, or an empty object, stands for none. */
    public static PolicyReading<TopicDelivery> read(String json) {
        return PolicyJson.read(json, NONE, TopicDelivery::of);
    }

    private static TopicDelivery of(PolicyObject root) throws PolicyFault {
        Optional<PolicyObject> http = root.withOnly(Set.of(HTTP)).object(HTTP);
        return http.isPresent() ? ofWeb(http.get()) : NONE;
    }

    private static TopicDelivery ofWeb(PolicyObject http) throws PolicyFault {
        DeliveryRules rules = RulesReader.read(
                http.withOnly(SECTIONS), "defaultHealthyRetryPolicy", "defaultThrottlePolicy", "defaultRequestPolicy");
        boolean disablesOverrides = http.flag(NO_OVERRIDES);
        ObjectNode shown = http.node().deepCopy();
        if (!shown.has(NO_OVERRIDES)) {
            shown.put(NO_OVERRIDES, false);
        }
        return new TopicDelivery(rules, disablesOverrides, "{\"" + HTTP + "\":" + PolicyJson.text(shown) + "}");
    }

    /** As it was set, without a space, and whether subscriptions may have other policies; empty when there is none. */
    public String document() {
        return document;
    }

    /** With all that holds where it says nothing. */
    public String effective() {
        DeliveryRules all = rules.over(EffectiveDelivery.DEFAULTS);
        String throttle = all.maxReceivesPerSecond() == 0 ? "" : ",\"defaultThrottlePolicy\":" + all.throttleJson();
        return "{\"http\":{\"defaultHealthyRetryPolicy\":" + all.retriesJson() + ",\"" + NO_OVERRIDES + "\":"
                + disablesOverrides + throttle + ",\"defaultRequestPolicy\":" + all.requestJson() + "}}";
    }

    DeliveryRules rules() {
        return rules;
    }

    boolean disablesOverrides() {
        return disablesOverrides;
    }
}
