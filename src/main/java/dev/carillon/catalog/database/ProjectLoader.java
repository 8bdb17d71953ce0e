package dev.carillon.catalog.database;

import dev.carillon.catalog.key.SecretBox;
import dev.carillon.model.Credential;
import dev.carillon.model.ProjectScope;
import dev.carillon.model.ProjectView;
import dev.carillon.model.SecretKey;
import dev.carillon.model.Subscription;
import dev.carillon.model.Topic;
import dev.carillon.model.TopicArn;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Reads projects from the database, whole. The caller sees to it that nobody changes them meanwhile. */
public final class ProjectLoader {
    private static final Tuple ALL = Tuple.tuple().addUUID(null).addString(null);

    private final SecretBox secrets;

    public ProjectLoader(SecretBox secrets) {
        this.secrets = secrets;
    }

    public Future<List<ProjectView>> loadAll(Statements statements) {
        return load(statements.client(), ALL);
    }

    public Future<Optional<ProjectView>> load(Statements statements, ProjectScope scope) {
        return load(
                        statements.client(),
                        Tuple.of(scope.project().value(), scope.region().name()))
                .map(projects -> projects.stream().findFirst());
    }

    private Future<List<ProjectView>> load(SqlClient client, Tuple which) {
        Map<ProjectScope, Map<UUID, Credential>> credentials = new HashMap<>();
        Map<ProjectScope, Map<String, Topic>> topics = new HashMap<>();
        return rows(client, CatalogSql.CREDENTIALS, which)
                .compose(rows -> {
                    rows.forEach(row -> putCredential(row, credentials));
                    return rows(client, CatalogSql.TOPICS, which);
                })
                .compose(topicRows -> rows(client, CatalogSql.SUBSCRIPTIONS, which)
                        .compose(rows -> {
                            putTopics(topicRows, rows, topics);
                            return rows(client, CatalogSql.PROJECTS, which);
                        }))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> Rows.project(
                                row,
                                topics.getOrDefault(Rows.scope(row), Map.of()),
                                credentials.getOrDefault(Rows.scope(row), Map.of())))
                        .toList());
    }

    private static Future<RowSet<Row>> rows(SqlClient client, String sql, Tuple which) {
        return client.preparedQuery(sql).execute(which);
    }

    private void putCredential(Row row, Map<ProjectScope, Map<UUID, Credential>> all) {
        UUID id = row.getUUID("id");
        SecretKey secret = secrets.open(id, row.getBuffer("sealed_secret").getBytes())
                .orElseThrow(
                        () -> new IllegalStateException("the secret of credential " + id + " cannot be decrypted"));
        all.computeIfAbsent(Rows.scope(row), scope -> new LinkedHashMap<>()).put(id, Rows.credential(row, secret));
    }

    private static void putTopics(
            RowSet<Row> topicRows, RowSet<Row> subscriptionRows, Map<ProjectScope, Map<String, Topic>> all) {
        Map<Long, TopicArn> arns = new HashMap<>();
        topicRows.forEach(row -> arns.put(
                row.getLong("topic_no"),
                new TopicArn(row.getString("partition"), Rows.scope(row), row.getString("name"))));
        Map<Long, Map<UUID, Subscription>> subscriptions = new HashMap<>();
        subscriptionRows.forEach(row -> {
            long topicNo = row.getLong("topic_no");
            Optional.ofNullable(arns.get(topicNo))
                    .map(arn -> Rows.subscription(row, arn))
                    .ifPresent(subscription -> subscriptions
                            .computeIfAbsent(topicNo, no -> new LinkedHashMap<>())
                            .put(subscription.arn().id(), subscription));
        });
        topicRows.forEach(row -> {
            Topic topic = Rows.topic(row, subscriptions);
            all.computeIfAbsent(Rows.scope(row), scope -> new LinkedHashMap<>())
                    .put(topic.arn().name(), topic);
        });
    }
}
