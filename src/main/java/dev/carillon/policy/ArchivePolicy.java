package dev.carillon.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.model.Topic;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A topic's {@code ArchivePolicy}: for how many days its messages are kept, to be replayed. */
public final class ArchivePolicy {
    /** As the attribute is called. */
    public static final String NAME = "ArchivePolicy";

    private static final String PERIOD = "MessageRetentionPeriod";
    private static final int MAX_DAYS = 365;
    private static final int MOST_DIGITS = 3;

    private ArchivePolicy() {}

    /** Whether a topic's messages are kept, also when nobody is subscribed. */
    public static boolean isSetOn(Topic topic) {
        return topic.attributes().containsKey(NAME);
    }

    /** What is wrong with a policy that is to be set; empty when nothing is. */
    public static Optional<String> objection(String json) {
        Optional<String> objection = PolicyJson.objection(json, Set.of(PERIOD));
        if (objection.isPresent()) {
            return objection;
        }
        return isNone(json) || days(json).isPresent()
                ? Optional.empty()
                : Optional.of(PERIOD + " must be an integer from 1 to " + MAX_DAYS);
    }

    /** Whether it keeps nothing, and stands for none. */
    public static boolean isNone(String json) {
        return PolicyJson.isNothing(json);
    }

    /** For how long messages are kept, as a text or a number; empty where there is no policy, or one that cannot be read. */
    static OptionalInt days(String json) {
        Optional<String> digits = PolicyJson.object(json)
                .map(object -> object.path(PERIOD))
                .filter(value -> value.isTextual() || value.isIntegralNumber())
                .map(JsonNode::asText)
                .filter(ArchivePolicy::isShortNumber);
        if (digits.isEmpty()) {
            return OptionalInt.empty();
        }
        int days = Integer.parseInt(digits.get());
        return days >= 1 && days <= MAX_DAYS ? OptionalInt.of(days) : OptionalInt.empty();
    }

    private static boolean isShortNumber(String text) {
        return !text.isEmpty()
                && text.length() <= MOST_DIGITS
                && text.chars().allMatch(each -> each >= '0' && each <= '9');
    }
}
