package dev.carillon.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.carillon.model.Subscription;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A subscription's {@code ReplayPolicy}: which archived messages it is to get again. Beside the policy a subscription has an
 * attribute that is never shown, when it was set: who sets the same policy again has its messages replayed again.
 *
 * @param setMillis when it was set, in milliseconds since 1970
 * @param startsAt of the first message's publish
 * @param endsAt of the last one's; empty when the replay goes on to what comes as it is published
 */
public record ReplayPolicy(long setMillis, Instant startsAt, Optional<Instant> endsAt) {
    /** As the attribute is called. */
    public static final String NAME = "ReplayPolicy";

    /** The hidden attribute. */
    public static final String SET = "_ReplaySet";

    private static final String TYPE = "PointType";
    private static final String START = "StartingPoint";
    private static final String END = "EndingPoint";
    /** The beginning of an archive moves on; who has just asked for it may name it. */
    private static final Duration COURTESY = Duration.ofMinutes(1);

    private static final Set<String> MEMBERS = Set.of(TYPE, START, END);

    /** What is wrong with a policy that is to be set, whatever the topic; empty when nothing is. */
    public static Optional<String> objection(String json) {
        Optional<String> objection = PolicyJson.objection(json, MEMBERS);
        return objection.isPresent()
                ? objection
                : pointObjection(PolicyJson.object(json).orElseThrow());
    }

    /**
     * What is wrong with a policy that is right in itself.
     *
     * @param archive of the subscription's topic
     */
    public static Optional<String> objection(String json, Optional<ArchiveTerms> archive, Instant now) {
        Optional<ReplayPolicy> policy = read(json, 0);
        if (policy.isEmpty()) {
            return Optional.empty();
        }
        if (archive.isEmpty()) {
            return Optional.of("The topic has no " + ArchivePolicy.NAME);
        }
        if (policy.get().startsAt().isAfter(now)) {
            return Optional.of(START + " must not be in the future");
        }
        return policy.get().startsAt().isBefore(archive.get().beginning(now.minus(COURTESY)))
                ? Optional.of(START + " must not be before the BeginningArchiveTime of the topic")
                : Optional.empty();
    }

    /** Whether it replays nothing, and stands for none. */
    public static boolean isNone(String json) {
        return PolicyJson.isNothing(json);
    }

    /** Empty where a subscription has none. */
    public static Optional<ReplayPolicy> of(Subscription subscription) {
        String json = subscription.attributes().get(NAME);
        return json == null
                ? Optional.empty()
                : read(json, Long.parseLong(subscription.attributes().getOrDefault(SET, "0")));
    }

    /** A subscription's attributes after a change of its policy. */
    public static Map<String, String> noted(Map<String, String> after, Instant now) {
        Map<String, String> noted = new LinkedHashMap<>(after);
        if (after.containsKey(NAME)) {
            noted.put(SET, Long.toString(now.toEpochMilli()));
        } else {
            noted.remove(SET);
        }
        return noted;
    }

    private static Optional<String> pointObjection(ObjectNode policy) {
        if (!policy.path(TYPE).asText().equals("Timestamp")) {
            return Optional.of(TYPE + " must be Timestamp");
        }
        Optional<Instant> start = time(policy.path(START));
        if (start.isEmpty()) {
            return Optional.of(START + " must be a time such as 2026-01-15T10:30:00.000Z");
        }
        Optional<Instant> end = time(policy.path(END));
        if (policy.has(END) && end.isEmpty()) {
            return Optional.of(END + " must be a time such as 2026-01-15T10:30:00.000Z");
        }
        return end.filter(at -> !at.isAfter(start.get())).map(at -> END + " must be after " + START);
    }

    private static Optional<ReplayPolicy> read(String json, long setMillis) {
        return PolicyJson.object(json)
                .flatMap(object -> time(object.path(START))
                        .map(start -> new ReplayPolicy(setMillis, start, time(object.path(END)))));
    }

    private static Optional<Instant> time(JsonNode value) {
        try {
            return value.isTextual()
                    ? Optional.of(OffsetDateTime.parse(value.textValue()).toInstant())
                    : Optional.empty();
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }
}
