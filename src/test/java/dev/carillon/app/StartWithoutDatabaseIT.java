package dev.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.carillon.model.ProjectId;
import dev.carillon.testing.BrokerClient;
import dev.carillon.testing.BrokerClient.SnsKeys;
import dev.carillon.testing.BrokerProcess;
import dev.carillon.testing.CommandResult;
import dev.carillon.testing.Keeps;
import dev.carillon.testing.PostgresServer;
import dev.carillon.testing.RecordingEndpoint;
import dev.carillon.testing.Reply;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.SnsException;

/** A broker that is killed, and finds its PostgreSQL away when it starts again. */
class StartWithoutDatabaseIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private RecordingEndpoint endpoint;
    private PostgresServer database;
    private BrokerProcess broker;
    private BrokerClient client;
    private ProjectId project;
    private SnsKeys keys;

    @BeforeEach
    void start() {
        endpoint = RecordingEndpoint.start();
        database = PostgresServer.make(folder.resolve("server"));
        broker = BrokerProcess.start(
                folder.resolve("data"),
                Map.of("CARILLON_DATABASE_URL", database.url(), "CARILLON_DELIVERY_ALLOWED_NETWORKS", "127.0.0.0/8"));
        client = broker.client(
                broker.run("api-key", "create", "--name", "test").out().strip());
        project = new ProjectId(UUID.randomUUID());
        assertThat(client.activate(project).getString("status")).isEqualTo("enabled");
        keys = client.credentials(project);
    }

    @AfterEach
    void stop() {
        broker.close();
        database.close();
        endpoint.close();
    }

    @Test
    @Keeps("refusal.database-away")
    void servesWhatItKnowsRefusesChangesAndRecoversByItself() {
        endpoint.script("/function", Reply.status(503));
        try (SnsClient sns = client.sdk(keys)) {
            String topic = sns.createTopic(request -> request.name("orders")).topicArn();
            var unused = sns.subscribe(
                    request -> request.topicArn(topic).protocol("lambda").endpoint(endpoint.url("/function")));
            publish(sns, topic, "before");

            database.stop();
            broker.kill();
            endpoint.script("/function", Reply.ok());
            broker.restart();
        }
        // Another client: the first one may still take its connections to the killed broker for good ones.
        try (SnsClient sns = client.sdk(keys)) {
            String topic = sns.listTopics().topics().get(0).topicArn();
            publish(sns, topic, "meanwhile");
            awaitDelivered("before", "meanwhile");
            assertThat(sns.listTopics().topics()).hasSize(1);
            assertThat(client.ops("/health/ready").body()).contains("\"database\":\"degraded\"");
            assertThat(broker.standardError()).contains("starting on the catalogue's copy");
            assertThatThrownBy(() -> sns.createTopic(request -> request.name("more")))
                    .isInstanceOfSatisfying(SnsException.class, StartWithoutDatabaseIT::asksToComeBack);
            assertManagementRefuses();
            CommandResult command = broker.run("api-key", "list");
            assertThat(command.exitCode()).isEqualTo(1);
            assertThat(command.err()).contains("the API keys cannot be reached: the database postgres on 127.0.0.1");

            database.start();

            await().atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(SnsException.class)
                    .until(() -> sns.createTopic(request -> request.name("more"))
                            .topicArn()
                            .endsWith("more"));
            assertThat(client.ops("/health/ready").body()).contains("\"database\":\"up\"");
            publish(sns, topic, "afterwards");
            awaitDelivered("before", "meanwhile", "afterwards");
        }
    }

    @Test
    void aTopicThatAnOldCopyDoesNotKnowKeepsItsMessages() throws Exception {
        Path copy = folder.resolve("data/catalog.copy");
        byte[] old = Files.readAllBytes(copy);
        endpoint.script("/function", Reply.status(503));
        String topic;
        int attempts;
        try (SnsClient sns = client.sdk(keys)) {
            topic = sns.createTopic(request -> request.name("late")).topicArn();
            String arn = topic;
            var unused = sns.subscribe(
                    request -> request.topicArn(arn).protocol("lambda").endpoint(endpoint.url("/function")));
            publish(sns, topic, "before");
            awaitDelivered("before");

            database.stop();
            broker.kill();
            Files.write(copy, old);
            endpoint.script("/function", Reply.ok());
            attempts = endpoint.received("/function").size();
            broker.restart();
        }
        try (SnsClient sns = client.sdk(keys)) {
            assertThatThrownBy(() -> publish(sns, topic, "meanwhile"))
                    .isInstanceOfSatisfying(
                            SnsException.class,
                            refused -> assertThat(refused.statusCode()).isEqualTo(404));

            database.start();
            await().atMost(PATIENCE).until(() -> endpoint.received("/function").size() > attempts);
            await().atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(SnsException.class)
                    .untilAsserted(() -> publish(sns, topic, "afterwards"));
            awaitDelivered("before", "afterwards");
        }
    }

    @Test
    void saysWhatIsMissingWhenThereIsNoCopy() throws Exception {
        database.stop();
        broker.kill();
        Files.delete(folder.resolve("data/catalog.copy"));

        assertThatThrownBy(broker::restart)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("carillon cannot start: the catalogue cannot be opened: the database postgres on")
                .hasMessageContaining("the data folder has no copy of the catalogue to start from");
    }

    private static void asksToComeBack(SnsException refused) {
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("ServiceUnavailable");
        assertThat(refused.awsErrorDetails().sdkHttpResponse().firstMatchingHeader("Retry-After"))
                .contains("5");
    }

    private void assertManagementRefuses() {
        HttpResponse<String> reply =
                client.call("POST", "/deactivate-sns", new JsonObject().put("project_id", project.toString()));
        assertThat(reply.statusCode()).isEqualTo(503);
        assertThat(reply.body()).contains("\"type\":\"service_unavailable\"");
    }

    private static void publish(SnsClient sns, String topic, String message) {
        var unused = sns.publish(request -> request.topicArn(topic).message(message));
    }

    private void awaitDelivered(String... messages) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(endpoint.received("/function").stream()
                                .map(call -> new JsonObject(call.text()).getString("Message")))
                        .contains(messages));
    }
}
