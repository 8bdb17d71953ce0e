package dev.carillon.journal;

import dev.carillon.config.LimitsConfig;
import dev.carillon.model.ByteSize;
import dev.carillon.model.MessageText;
import dev.carillon.model.ProjectId;
import dev.carillon.model.ProjectScope;
import dev.carillon.model.ProjectView;
import dev.carillon.model.Protocol;
import dev.carillon.model.Publication;
import dev.carillon.model.Region;
import dev.carillon.model.Subscription;
import dev.carillon.model.SubscriptionArn;
import dev.carillon.model.SubscriptionState;
import dev.carillon.model.Topic;
import dev.carillon.model.TopicArn;
import dev.carillon.policy.ArchivePolicy;
import dev.carillon.policy.ArchiveTerms;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Projects, topics and messages for tests. */
final class Projects {
    static final ProjectScope SCOPE = new ProjectScope(new ProjectId(new UUID(1, 2)), new Region("fr-par"));

    private Projects() {}

    /** A project with these topics. */
    static ProjectView project(Topic... topics) {
        Map<String, Topic> byName = new LinkedHashMap<>();
        for (Topic topic : topics) {
            byName.put(topic.arn().name(), topic);
        }
        return new ProjectView(SCOPE, 1, Instant.EPOCH, Instant.EPOCH, byName, Map.of());
    }

    /** A topic with one confirmed subscription. */
    static Topic heard(long topicNo) {
        return heardFrom(topicNo, 0);
    }

    /** A topic with one subscription that was confirmed at this sequence. */
    static Topic heardFrom(long topicNo, long startSeq) {
        return topic(topicNo, new SubscriptionState.Confirmed(startSeq, ""));
    }

    /** A topic whose one subscription waits for its confirmation. */
    static Topic unheard(long topicNo) {
        return topic(topicNo, new SubscriptionState.Pending("hash", Instant.MAX));
    }

    /** A FIFO topic with one confirmed subscription. */
    static Topic fifo(long topicNo) {
        return topic(topicNo, "topic-" + topicNo + ".fifo", new SubscriptionState.Confirmed(0, ""));
    }

    /** A FIFO topic whose one subscription waits for its confirmation. */
    static Topic unheardFifo(long topicNo) {
        return topic(topicNo, "topic-" + topicNo + ".fifo", new SubscriptionState.Pending("hash", Instant.MAX));
    }

    /** The same topic with an archive of so many days, begun at a time. */
    static Topic archived(Topic topic, int days, Instant now) {
        Map<String, String> policy = Map.of(ArchivePolicy.NAME, "{\"MessageRetentionPeriod\":\"" + days + "\"}");
        return topic.withAttributes(ArchiveTerms.noted(Map.of(), policy, now));
    }

    static Publication message(String text) {
        return new Publication(UUID.randomUUID(), "", MessageText.of(text), false, List.of(), "", "", "");
    }

    /** With the same quota for all that has one. */
    static LimitsConfig limits(long quotaBytes) {
        ByteSize quota = new ByteSize(quotaBytes);
        return new LimitsConfig(quota, quota, 10, 10, 10, quota, 50, 10, 20, 1_024, 0, 0);
    }

    private static Topic topic(long topicNo, SubscriptionState state) {
        return topic(topicNo, "topic-" + topicNo, state);
    }

    private static Topic topic(long topicNo, String name, SubscriptionState state) {
        TopicArn arn = new TopicArn("scw", SCOPE, name);
        UUID id = new UUID(3, topicNo);
        Subscription subscription = new Subscription(
                topicNo,
                new SubscriptionArn(arn, id),
                Protocol.LAMBDA,
                "https://function.example",
                state,
                false,
                false,
                Instant.EPOCH,
                Map.of());
        return new Topic(topicNo, arn, Map.of(), Map.of(), Map.of(id, subscription), 0);
    }
}
