package dev.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carillon.model.ProjectId;
import dev.carillon.testing.BrokerClient;
import dev.carillon.testing.BrokerProcess;
import dev.carillon.testing.Keeps;
import dev.carillon.testing.RecordingEndpoint;
import dev.carillon.testing.SmallDisk;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.SnsException;

/** A broker on a small disk that others fill to the last byte, and empty again. Needs to be root, to mount it. */
class FullDiskBrokerIT {
    private static final int ROUNDS = Integer.getInteger("disk.rounds", 2);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String TEXT = "x".repeat(20_000);

    @TempDir
    private Path folder;

    private SmallDisk disk;

    private final Set<String> accepted = new TreeSet<>();
    private final Set<String> delivered = new TreeSet<>();
    private RecordingEndpoint endpoint;
    private BrokerProcess broker;
    private SnsClient sns;
    private String topic = "";
    private int published;
    private int calls;

    @BeforeEach
    void start() throws Exception {
        disk = SmallDisk.mount(folder, 256);
        endpoint = RecordingEndpoint.start();
        broker = BrokerProcess.start(
                folder.resolve("data"),
                Map.of("CARILLON_JOURNAL_FREE_SPACE_WATERMARK", "16MiB", "CARILLON_JOURNAL_ROLL_BYTES", "2MiB"));
        BrokerClient client = broker.client();
        ProjectId project = new ProjectId(UUID.randomUUID());
        assertThat(client.activate(project).getString("status")).isEqualTo("enabled");
        sns = client.sdk(client.credentials(project));
        topic = sns.createTopic(request -> request.name("orders")).topicArn();
        assertThat(sns.subscribe(request ->
                                request.topicArn(topic).protocol("lambda").endpoint(endpoint.url("/function")))
                        .subscriptionArn())
                .startsWith(topic);
    }

    @AfterEach
    void stop() throws Exception {
        sns.close();
        broker.close();
        endpoint.close();
        disk.close();
    }

    @Test
    @Keeps("refusal.disk-full")
    void refusesWhileItIsFullGoesOnSoonAfterAndDeliversWhateverItAccepted() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            publishMany();
            disk.fill();
            await().atMost(SOON).until(() -> !publish());
            publishMany();

            disk.free();

            await().atMost(SOON).until(this::publish);
            publishMany();
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(delivered()).containsAll(accepted));
        }
        assertThat(broker.terminate()).isZero();
        assertThat(broker.standardError()).doesNotContain("InternalError");
    }

    private void publishMany() {
        for (int i = 0; i < 100; i++) {
            boolean unused = publish();
        }
    }

    /** Whether it was accepted. */
    private boolean publish() {
        published++;
        String message = published + " " + TEXT;
        try {
            String id = sns.publish(request -> request.topicArn(topic).message(message))
                    .messageId();
            return accepted.add(id);
        } catch (SnsException refused) {
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("ServiceUnavailable");
            assertThat(refused.awsErrorDetails().sdkHttpResponse().firstMatchingHeader("Retry-After"))
                    .contains("5");
            return false;
        }
    }

    private Set<String> delivered() {
        endpoint.received("/function").stream()
                .skip(calls)
                .map(call -> new JsonObject(call.text()).getString("MessageId"))
                .forEach(id -> {
                    calls++;
                    delivered.add(id);
                });
        return delivered;
    }
}
