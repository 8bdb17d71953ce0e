package dev.carillon.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carillon.model.ProjectId;
import dev.carillon.testing.BrokerClient;
import dev.carillon.testing.BrokerProcess;
import dev.carillon.testing.Keeps;
import dev.carillon.testing.RecordingEndpoint;
import dev.carillon.testing.RecordingEndpoint.Received;
import dev.carillon.testing.Reply;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sns.SnsClient;

/** More waits for an endpoint than the broker has memory. */
class BacklogIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String STORED = "carillon_project_stored_bytes";
    private static final int MESSAGES = 800;
    private static final String TEXT = "x".repeat(250_000);

    /** Heap, and buffers outside of it, which have the same limit. */
    private static final String SMALL = "-Xmx128m";

    @TempDir
    private Path folder;

    @Test
    @Keeps("guarantee.memory")
    void aBacklogLargerThanTheMemoryWaitsOnDiskAndArrives() {
        Map<String, String> settings =
                Map.of("JDK_JAVA_OPTIONS", SMALL, "CARILLON_LIMITS_STORED_BYTES_PER_PROJECT", "1GB");
        try (RecordingEndpoint endpoint = RecordingEndpoint.start();
                BrokerProcess broker = BrokerProcess.start(folder, settings)) {
            endpoint.script("/", Reply.status(503));
            publish(broker.client(), endpoint.url("/"));
            assertThat(broker.client().metric(STORED)).isGreaterThan((double) MESSAGES * TEXT.length());

            broker.kill();
            broker.restart();
            endpoint.script("/", Reply.ok());

            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(broker.client().metric(STORED)).isZero());
            assertThat(endpoint.received().stream().map(BacklogIT::number).distinct())
                    .hasSize(MESSAGES);
            assertThat(broker.client().metric("carillon_notifications_dropped_total"))
                    .isZero();
        }
    }

    private static void publish(BrokerClient client, String endpoint) {
        ProjectId project = new ProjectId(UUID.randomUUID());
        var unused = client.activate(project);
        try (SnsClient sns = client.sdk(client.credentials(project))) {
            String topic = sns.createTopic(request -> request.name("waiting")).topicArn();
            var unusedArn = sns.subscribe(
                    request -> request.topicArn(topic).protocol("lambda").endpoint(endpoint));
            IntStream.range(0, MESSAGES).forEach(i -> {
                var unusedId = sns.publish(request -> request.topicArn(topic).message(i + " " + TEXT));
            });
        }
    }

    private static String number(Received received) {
        return new JsonObject(received.text()).getString("Message").split(" ", 2)[0];
    }
}
