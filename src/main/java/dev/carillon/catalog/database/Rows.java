package dev.carillon.catalog.database;

import dev.carillon.catalog.key.ApiKey;
import dev.carillon.model.Credential;
import dev.carillon.model.ProjectId;
import dev.carillon.model.ProjectScope;
import dev.carillon.model.ProjectView;
import dev.carillon.model.Protocol;
import dev.carillon.model.Region;
import dev.carillon.model.SecretKey;
import dev.carillon.model.SnsPermissions;
import dev.carillon.model.Subscription;
import dev.carillon.model.SubscriptionArn;
import dev.carillon.model.SubscriptionState;
import dev.carillon.model.Topic;
import dev.carillon.model.TopicArn;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Between rows and values, both ways. */
public final class Rows {
    private Rows() {}

    /** PostgreSQL keeps microseconds; a view must not show more before a restart than after it. */
    public static Instant stored(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    static OffsetDateTime column(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    static JsonObject column(Map<String, String> attributes) {
        return new JsonObject(new LinkedHashMap<>(attributes));
    }

    static Instant time(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    static ProjectScope scope(Row row) {
        return new ProjectScope(new ProjectId(row.getUUID("project_id")), new Region(row.getString("region")));
    }

    static ProjectView project(Row row, Map<String, Topic> topics, Map<UUID, Credential> credentials) {
        return new ProjectView(
                scope(row),
                row.getLong("generation"),
                time(row, "activated_at"),
                time(row, "updated_at"),
                topics,
                credentials);
    }

    static Credential credential(Row row, SecretKey secret) {
        return new Credential(
                row.getUUID("id"),
                row.getString("name"),
                scope(row),
                time(row, "created_at"),
                time(row, "updated_at"),
                row.getString("access_key"),
                secret,
                row.getString("secret_checksum"),
                new SnsPermissions(
                        row.getBoolean("can_publish"), row.getBoolean("can_receive"), row.getBoolean("can_manage")));
    }

    static Topic topic(Row row, Map<Long, Map<UUID, Subscription>> subscriptions) {
        TopicArn arn = new TopicArn(row.getString("partition"), scope(row), row.getString("name"));
        long topicNo = row.getLong("topic_no");
        return new Topic(
                topicNo,
                arn,
                texts(row, "attributes"),
                texts(row, "tags"),
                subscriptions.getOrDefault(topicNo, Map.of()),
                row.getLong("subscriptions_deleted"));
    }

    static Subscription subscription(Row row, TopicArn topic) {
        return new Subscription(
                row.getLong("subscription_no"),
                new SubscriptionArn(topic, row.getUUID("id")),
                Protocol.fromWireName(row.getString("protocol")).orElseThrow(),
                row.getString("endpoint"),
                state(row),
                row.getBoolean("is_confirmation_authenticated"),
                row.getBoolean("is_unsubscribe_authenticated"),
                time(row, "created_at"),
                texts(row, "attributes"));
    }

    static ApiKey apiKey(Row row) {
        Set<ProjectId> projects = Arrays.stream(row.getArrayOfUUIDs("projects"))
                .map(ProjectId::new)
                .collect(Collectors.toUnmodifiableSet());
        return new ApiKey(
                row.getUUID("id"),
                row.getString("name"),
                row.getString("token_hash"),
                time(row, "created_at"),
                expiry(row),
                projects);
    }

    /** A key never expires when it has no time for it, or PostgreSQL's {@code infinity}. */
    private static Instant expiry(Row row) {
        @Nullable OffsetDateTime expiresAt = row.getOffsetDateTime("expires_at");
        return expiresAt == null || expiresAt.equals(OffsetDateTime.MAX) ? Instant.MAX : expiresAt.toInstant();
    }

    private static SubscriptionState state(Row row) {
        String tokenHash = row.getString("token_hash");
        @Nullable Long startSeq = row.getLong("start_seq");
        return startSeq == null
                ? new SubscriptionState.Pending(tokenHash, time(row, "expires_at"))
                : new SubscriptionState.Confirmed(startSeq, tokenHash);
    }

    private static Map<String, String> texts(Row row, String column) {
        return row.getJsonObject(column).stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> (String) entry.getValue()));
    }
}
