package dev.carillon.sns.wire.attribute;

import dev.carillon.sns.wire.Checked;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which attributes of a topic or a subscription can be set, and to what. */
public final class AttributeRules {
    /** {@code SetTopicAttributes} in the AWS SNS API reference. */
    public static final AttributeRules TOPIC = new AttributeRules(Map.ofEntries(
                    Map.entry("DisplayName", AttributeRule.text(100)),
                    Map.entry("Policy", AttributeRule.text(30_720)),
                    Map.entry("DeliveryPolicy", AttributeRule.text(30_720)),
                    Map.entry("SignatureVersion", AttributeRule.word(Set.of("1", "2"), "1", "Must be 1 or 2.")),
                    Map.entry("ContentBasedDeduplication", AttributeRule.flag().orEmpty()),
                    Map.entry(
                            "FifoThroughputScope",
                            AttributeRule.word(
                                    Set.of("Topic", "MessageGroup"),
                                    "Topic",
                                    "Please use either Topic or MessageGroup")),
                    Map.entry("ArchivePolicy", AttributeRule.text(1_024)),
                    Map.entry(
                            "TracingConfig",
                            AttributeRule.word(
                                    Set.of("PassThrough", "Active"),
                                    "PassThrough",
                                    "Please use either PassThrough or Active")),
                    Map.entry("KmsMasterKeyId", AttributeRule.text(2_048))))
            .with(FeedbackAttributes.rules());

    /** As {@link #TOPIC}, with what can be said only when a topic is made. */
    public static final AttributeRules NEW_TOPIC = TOPIC.with(Map.of("FifoTopic", AttributeRule.flag()));

    /** {@code SetSubscriptionAttributes} in the AWS SNS API reference. */
    public static final AttributeRules SUBSCRIPTION = new AttributeRules(Map.of(
            "RawMessageDelivery", AttributeRule.flag(),
            "FilterPolicy", AttributeRule.text(262_144),
            "FilterPolicyScope",
                    AttributeRule.word(
                            Set.of("MessageAttributes", "MessageBody"),
                            "MessageAttributes",
                            "Please use either MessageBody or MessageAttributes"),
            "DeliveryPolicy", AttributeRule.text(30_720),
            "RedrivePolicy", AttributeRule.text(2_048),
            "ReplayPolicy", AttributeRule.text(1_024)));

    private final Map<String, AttributeRule> rules;

    private AttributeRules(Map<String, AttributeRule> rules) {
        this.rules = Map.copyOf(rules);
    }

    private AttributeRules with(Map<String, AttributeRule> others) {
        Map<String, AttributeRule> more = new LinkedHashMap<>(rules);
        more.putAll(others);
        return new AttributeRules(more);
    }

    /** Checks what a Create or Subscribe gives, and brings it into the form in which it is kept. */
    public Checked<Map<String, String>> checked(Map<String, String> given) {
        Map<String, String> normal = new LinkedHashMap<>();
        for (Map.Entry<String, String> attribute : given.entrySet()) {
            Checked<String> value =
                    checked(attribute.getKey(), attribute.getValue(), "Attributes Reason: " + attribute.getKey());
            if (value instanceof Checked.Invalid<String> wrong) {
                return Checked.invalid(wrong.fault());
            }
            normal.put(attribute.getKey(), value.fold(right -> right, fault -> ""));
        }
        return Checked.valid(normal);
    }

    /** Checks what a Set gives for one attribute. */
    public Checked<String> checked(String name, String value) {
        return checked(name, value, name);
    }

    private Checked<String> checked(String name, String value, String subject) {
        AttributeRule rule = rules.get(name);
        if (rule == null) {
            return Checked.invalidParameter("Invalid parameter: AttributeName");
        }
        Optional<String> objection = rule.objection().apply(value);
        return objection
                .map(reason -> Checked.<String>invalidParameter("Invalid parameter: " + subject + ": " + reason))
                .orElseGet(() -> Checked.valid(rule.normal().apply(value)));
    }

    /** Whether what is asked for, already checked, is what is set: the test of an idempotent repetition. */
    public boolean isSame(Map<String, String> asked, Map<String, String> set) {
        return asked.entrySet().stream()
                .allMatch(each -> effective(each.getKey(), each.getValue())
                        .equals(effective(each.getKey(), set.getOrDefault(each.getKey(), ""))));
    }

    private String effective(String name, String value) {
        AttributeRule rule = rules.get(name);
        return value.isEmpty() && rule != null ? rule.byDefault() : value;
    }

    /** What clients may see of what is kept: not the broker's own notes, whose names begin with an underscore. */
    public static Map<String, String> shown(Map<String, String> kept) {
        Map<String, String> shown = new LinkedHashMap<>(kept);
        shown.keySet().removeIf(name -> name.startsWith("_"));
        return shown;
    }

    /** What is kept after a change: an empty value unsets. */
    public static Map<String, String> changed(Map<String, String> before, Map<String, String> change) {
        Map<String, String> after = new LinkedHashMap<>(before);
        change.forEach((name, value) -> {
            if (value.isEmpty()) {
                after.remove(name);
            } else {
                after.put(name, value);
            }
        });
        return after;
    }
}
