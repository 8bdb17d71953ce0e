package dev.carillon.catalog.database;

import dev.carillon.catalog.key.SecretBox;
import dev.carillon.model.Credential;
import dev.carillon.model.ProjectScope;
import dev.carillon.model.ProjectView;
import dev.carillon.model.SnsPermissions;
import dev.carillon.model.Subscription;
import dev.carillon.model.Topic;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The statements of a transaction, or of none, one method each; what they return comes from the database. Those that load
 * projects are many, and {@link ProjectLoader}'s. A failed future is explained by {@link DatabaseFailures}.
 */
public final class Statements {
    /** What is shown is not what the database has: somebody else wrote to that. */
    public static final class OutOfDate extends RuntimeException {
        private static final long serialVersionUID = 1;

        public OutOfDate() {
            super("the project was changed by something else than this broker", null, false, false);
        }
    }

    private final SqlClient client;

    /** @param client a connection in a transaction, or what has one for each statement */
    Statements(SqlClient client) {
        this.client = client;
    }

    SqlClient client() {
        return client;
    }

    public ApiKeyStatements apiKeys() {
        return new ApiKeyStatements(client);
    }

    /** Returns the new generation. */
    public Future<Long> activate(ProjectScope scope, Instant now) {
        return run(CatalogSql.ACTIVATE, key(scope).addValue(Rows.column(now)))
                .map(rows -> single(rows).getLong("generation"));
    }

    public Future<Void> deactivate(ProjectScope scope) {
        return run(CatalogSql.DEACTIVATE, key(scope)).compose(rows -> {
            Tuple projectNo = Tuple.of(single(rows).getLong("project_no"));
            return run(CatalogSql.DELETE_ALL_TOPICS, projectNo)
                    .compose(done -> run(CatalogSql.DELETE_ALL_CREDENTIALS, projectNo))
                    .mapEmpty();
        });
    }

    /** Waits until a change of the project whose outcome is unknown has been decided. */
    public Future<Void> claim(ProjectScope scope) {
        return run(CatalogSql.CLAIM_PROJECT, key(scope)).mapEmpty();
    }

    /** Returns the project's number. Fails when the project is not as the view shows it. */
    public Future<Long> raiseGeneration(ProjectView before) {
        return run(CatalogSql.RAISE_GENERATION, key(before.scope()).addValue(before.generation()))
                .map(rows -> single(rows).getLong("project_no"));
    }

    public Future<Void> insertCredential(long projectNo, Credential credential, SecretBox secrets) {
        SnsPermissions permissions = credential.permissions();
        Tuple row = Tuple.tuple()
                .addUUID(credential.id())
                .addLong(projectNo)
                .addString(credential.name())
                .addString(credential.accessKey())
                .addBuffer(Buffer.buffer(secrets.seal(credential.id(), credential.secretKey())))
                .addString(secrets.keyId())
                .addString(credential.secretChecksum())
                .addBoolean(permissions.canPublish())
                .addBoolean(permissions.canReceive())
                .addBoolean(permissions.canManage())
                .addOffsetDateTime(Rows.column(credential.createdAt()))
                .addOffsetDateTime(Rows.column(credential.updatedAt()));
        return run(CatalogSql.INSERT_CREDENTIAL, row).mapEmpty();
    }

    public Future<Void> updateCredential(Credential credential) {
        SnsPermissions permissions = credential.permissions();
        Tuple row = Tuple.of(
                credential.id(),
                credential.name(),
                permissions.canPublish(),
                permissions.canReceive(),
                permissions.canManage(),
                Rows.column(credential.updatedAt()));
        return run(CatalogSql.UPDATE_CREDENTIAL, row).mapEmpty();
    }

    public Future<Void> deleteCredential(UUID id) {
        return run(CatalogSql.DELETE_CREDENTIAL, Tuple.of(id)).mapEmpty();
    }

    /** Returns the topic's number. */
    public Future<Long> insertTopic(long projectNo, Topic topic) {
        Tuple row = Tuple.of(
                projectNo,
                topic.arn().partition(),
                topic.arn().name(),
                Rows.column(topic.attributes()),
                Rows.column(topic.tags()));
        return run(CatalogSql.INSERT_TOPIC, row).map(rows -> single(rows).getLong("topic_no"));
    }

    public Future<Void> updateTopic(Topic topic) {
        Tuple row = Tuple.of(
                topic.topicNo(),
                Rows.column(topic.attributes()),
                topic.subscriptionsDeleted(),
                Rows.column(topic.tags()));
        return run(CatalogSql.UPDATE_TOPIC, row).mapEmpty();
    }

    public Future<Void> deleteTopic(long topicNo) {
        return run(CatalogSql.DELETE_TOPIC, Tuple.of(topicNo)).mapEmpty();
    }

    /** Returns the subscription's number. */
    public Future<Long> insertSubscription(long topicNo, Subscription subscription) {
        Tuple row = Tuple.tuple()
                .addLong(topicNo)
                .addUUID(subscription.arn().id())
                .addString(subscription.protocol().wireName())
                .addString(subscription.endpoint());
        addState(row, subscription)
                .addOffsetDateTime(Rows.column(subscription.createdAt()))
                .addJsonObject(Rows.column(subscription.attributes()));
        return run(CatalogSql.INSERT_SUBSCRIPTION, row).map(rows -> single(rows).getLong("subscription_no"));
    }

    public Future<Void> updateSubscription(Subscription subscription) {
        Tuple row = addState(Tuple.tuple().addLong(subscription.subscriptionNo()), subscription)
                .addJsonObject(Rows.column(subscription.attributes()));
        return run(CatalogSql.UPDATE_SUBSCRIPTION, row).mapEmpty();
    }

    public Future<Void> deleteSubscriptions(Collection<Subscription> gone) {
        Long[] numbers = gone.stream().map(Subscription::subscriptionNo).toArray(Long[]::new);
        return run(CatalogSql.DELETE_SUBSCRIPTIONS, Tuple.tuple().addArrayOfLong(numbers))
                .mapEmpty();
    }

    /** The numbers of topics with subscriptions that nobody confirmed in time: of a thousand, if there are more. */
    public Future<List<Long>> expiredTopics(Instant now) {
        return run(CatalogSql.EXPIRED_TOPICS, Tuple.of(Rows.column(now)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getLong("topic_no"))
                        .toList());
    }

    private static Tuple addState(Tuple row, Subscription subscription) {
        String tokenHash =
                subscription.state().fold(pending -> pending.tokenHash(), confirmed -> confirmed.tokenHash());
        @Nullable
        OffsetDateTime expiresAt = subscription
                .state()
                .<Optional<OffsetDateTime>>fold(
                        pending -> Optional.of(Rows.column(pending.expiresAt())), confirmed -> Optional.empty())
                .orElse(null);
        @Nullable
        Long startSeq = subscription
                .state()
                .<Optional<Long>>fold(pending -> Optional.empty(), confirmed -> Optional.of(confirmed.startSeq()))
                .orElse(null);
        return row.addString(tokenHash)
                .addOffsetDateTime(expiresAt)
                .addLong(startSeq)
                .addBoolean(subscription.isConfirmationAuthenticated())
                .addBoolean(subscription.isUnsubscribeAuthenticated());
    }

    private static Tuple key(ProjectScope scope) {
        return Tuple.tuple()
                .addUUID(scope.project().value())
                .addString(scope.region().name());
    }

    private Future<RowSet<Row>> run(String sql, Tuple values) {
        return client.preparedQuery(sql).execute(values);
    }

    private static Row single(RowSet<Row> rows) {
        if (rows.rowCount() != 1) {
            throw new OutOfDate();
        }
        return rows.iterator().next();
    }
}
