package dev.carillon.catalog;

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
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements that change projects, one method each; what they return comes from the database. */
final class Statements {
    /** The view was not what the database has: somebody else wrote to it. */
    static final class OutOfDate extends RuntimeException {
        private static final long serialVersionUID = 1;

        OutOfDate() {
            super("the project was changed by something else than this broker", null, false, false);
        }
    }

    private Statements() {}

    /** Returns the new generation. */
    static Future<Long> activate(SqlClient client, ProjectScope scope, Instant now) {
        return run(client, CatalogSql.ACTIVATE, key(scope).addValue(Rows.column(now)))
                .map(rows -> single(rows).getLong("generation"));
    }

    static Future<Void> deactivate(SqlClient client, ProjectScope scope) {
        return run(client, CatalogSql.DEACTIVATE, key(scope)).compose(rows -> {
            Tuple projectNo = Tuple.of(single(rows).getLong("project_no"));
            return run(client, CatalogSql.DELETE_ALL_TOPICS, projectNo)
                    .compose(done -> run(client, CatalogSql.DELETE_ALL_CREDENTIALS, projectNo))
                    .mapEmpty();
        });
    }

    static Future<Void> claim(SqlClient client, ProjectScope scope) {
        return run(client, CatalogSql.CLAIM_PROJECT, key(scope)).mapEmpty();
    }

    /** Returns the project's number. Fails when the project is not as the view shows it. */
    static Future<Long> raiseGeneration(SqlClient client, ProjectView before) {
        return run(client, CatalogSql.RAISE_GENERATION, key(before.scope()).addValue(before.generation()))
                .map(rows -> single(rows).getLong("project_no"));
    }

    static Future<Void> insertCredential(SqlClient client, long projectNo, Credential credential, SecretBox secrets) {
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
        return run(client, CatalogSql.INSERT_CREDENTIAL, row).mapEmpty();
    }

    static Future<Void> updateCredential(SqlClient client, Credential credential) {
        SnsPermissions permissions = credential.permissions();
        Tuple row = Tuple.of(
                credential.id(),
                credential.name(),
                permissions.canPublish(),
                permissions.canReceive(),
                permissions.canManage(),
                Rows.column(credential.updatedAt()));
        return run(client, CatalogSql.UPDATE_CREDENTIAL, row).mapEmpty();
    }

    static Future<Void> deleteCredential(SqlClient client, UUID id) {
        return run(client, CatalogSql.DELETE_CREDENTIAL, Tuple.of(id)).mapEmpty();
    }

    /** Returns the topic's number. */
    static Future<Long> insertTopic(SqlClient client, long projectNo, Topic topic) {
        Tuple row = Tuple.of(
                projectNo,
                topic.arn().partition(),
                topic.arn().name(),
                Rows.column(topic.attributes()),
                Rows.column(topic.tags()));
        return run(client, CatalogSql.INSERT_TOPIC, row)
                .map(rows -> single(rows).getLong("topic_no"));
    }

    static Future<Void> updateTopic(SqlClient client, Topic topic) {
        Tuple row = Tuple.of(
                topic.topicNo(),
                Rows.column(topic.attributes()),
                topic.subscriptionsDeleted(),
                Rows.column(topic.tags()));
        return run(client, CatalogSql.UPDATE_TOPIC, row).mapEmpty();
    }

    static Future<Void> deleteTopic(SqlClient client, long topicNo) {
        return run(client, CatalogSql.DELETE_TOPIC, Tuple.of(topicNo)).mapEmpty();
    }

    /** Returns the subscription's number. */
    static Future<Long> insertSubscription(SqlClient client, long topicNo, Subscription subscription) {
        Tuple row = Tuple.tuple()
                .addLong(topicNo)
                .addUUID(subscription.arn().id())
                .addString(subscription.protocol().wireName())
                .addString(subscription.endpoint());
        addState(row, subscription)
                .addOffsetDateTime(Rows.column(subscription.createdAt()))
                .addJsonObject(Rows.column(subscription.attributes()));
        return run(client, CatalogSql.INSERT_SUBSCRIPTION, row)
                .map(rows -> single(rows).getLong("subscription_no"));
    }

    static Future<Void> updateSubscription(SqlClient client, Subscription subscription) {
        Tuple row = addState(Tuple.tuple().addLong(subscription.subscriptionNo()), subscription)
                .addJsonObject(Rows.column(subscription.attributes()));
        return run(client, CatalogSql.UPDATE_SUBSCRIPTION, row).mapEmpty();
    }

    static Future<Void> deleteSubscriptions(SqlClient client, Collection<Subscription> gone) {
        Long[] numbers = gone.stream().map(Subscription::subscriptionNo).toArray(Long[]::new);
        return run(client, CatalogSql.DELETE_SUBSCRIPTIONS, Tuple.tuple().addArrayOfLong(numbers))
                .mapEmpty();
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

    private static Future<RowSet<Row>> run(SqlClient client, String sql, Tuple values) {
        return client.preparedQuery(sql).execute(values);
    }

    private static Row single(RowSet<Row> rows) {
        if (rows.rowCount() != 1) {
            throw new OutOfDate();
        }
        return rows.iterator().next();
    }
}
