package dev.carillon.policy;

import dev.carillon.model.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a topic's archive keeps: from when on, and for how long. Beside the policy that its owner sets, the topic has an
 * attribute that is never shown: when the archive was begun, which tells it from an earlier one, and since when it holds
 * everything.
 *
 * @param archiveId when it was begun, in milliseconds since 1970
 * @param earliest what was published before is not in it, or was let go under a shorter period
 */
public record ArchiveTerms(long archiveId, Instant earliest, Duration retention) {
    /** The hidden attribute. */
    public static final String BEGAN = "_ArchiveBegan";

    /** Empty where a topic has no archive. */
    public static Optional<ArchiveTerms> of(Topic topic) {
        return of(topic.attributes());
    }

    /** Empty where the attributes have no archive. */
    public static Optional<ArchiveTerms> of(Map<String, String> attributes) {
        OptionalInt days = ArchivePolicy.days(attributes.getOrDefault(ArchivePolicy.NAME, ""));
        String[] began = attributes.getOrDefault(BEGAN, "0 0").split(" ", 2);
        return days.isEmpty()
                ? Optional.empty()
                : Optional.of(new ArchiveTerms(
                        Long.parseLong(began[0]),
                        Instant.ofEpochMilli(Long.parseLong(began[1])),
                        Duration.ofDays(days.getAsInt())));
    }

    /** The earliest time from which on everything is there. */
    public Instant beginning(Instant now) {
        Instant oldest = now.minus(retention);
        return oldest.isAfter(earliest) ? oldest : earliest;
    }

    /** A topic's attributes after a change of its policy: the archive begins, goes on with another period, or ends. */
    public static Map<String, String> noted(Map<String, String> before, Map<String, String> after, Instant now) {
        Map<String, String> noted = new LinkedHashMap<>(after);
        if (!after.containsKey(ArchivePolicy.NAME)) {
            noted.remove(BEGAN);
            return noted;
        }
        long millis = now.toEpochMilli();
        noted.put(
                BEGAN,
                of(before)
                        .map(terms ->
                                terms.archiveId() + " " + terms.beginning(now).toEpochMilli())
                        .orElse(millis + " " + millis));
        return noted;
    }
}
