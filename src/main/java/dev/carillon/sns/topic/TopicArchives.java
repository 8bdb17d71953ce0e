package dev.carillon.sns.topic;

import dev.carillon.model.Topic;
import dev.carillon.policy.ArchivePolicy;
import dev.carillon.policy.ArchiveTerms;
import dev.carillon.sns.action.AttributeChange;
import dev.carillon.sns.wire.SnsErrorCode;
import dev.carillon.sns.wire.SnsFault;
import dev.carillon.sns.wire.attribute.AttributeRules;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a topic's archive is to its owner. */
final class TopicArchives {
    /** In AWS's words; whoever wants to be rid of the messages ends the archive first. */
    static final SnsFault KEEPS_TOPIC =
            SnsFault.of(SnsErrorCode.INVALID_STATE, "Invalid state: Cannot delete a topic with an ArchivePolicy");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private TopicArchives() {}

    /** The attributes of a topic after one was changed. */
    static Map<String, String> changed(Topic topic, AttributeChange change, Instant now) {
        Map<String, String> after = change.appliedTo(topic.attributes());
        return change.name().equals(ArchivePolicy.NAME) ? ArchiveTerms.noted(topic.attributes(), after, now) : after;
    }

    /** What can be seen of a topic's attributes. */
    static Map<String, String> shown(Topic topic, Instant now) {
        Map<String, String> shown = AttributeRules.shown(topic.attributes());
        Optional<ArchiveTerms> terms = ArchiveTerms.of(topic);
        terms.ifPresent(archive -> shown.put("BeginningArchiveTime", TIME.format(archive.beginning(now))));
        return shown;
    }
}
