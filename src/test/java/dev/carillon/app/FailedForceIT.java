package dev.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carillon.model.ProjectId;
import dev.carillon.testing.BrokerClient;
import dev.carillon.testing.BrokerClient.SnsKeys;
import dev.carillon.testing.BrokerProcess;
import dev.carillon.testing.RecordingEndpoint;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;

/** A real broker whose system calls begin to fail: strace makes them, in this process only. */
class FailedForceIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int BEFORE = 30;

    @TempDir
    private Path folder;

    @Test
    void aForceThatFailsEndsTheBrokerAndLosesNothingThatWasAcknowledged() throws Exception {
        endsAndLosesNothing("fdatasync");
    }

    @Test
    void aWriteThatFailsEndsTheBrokerAndLosesNothingThatWasAcknowledged() throws Exception {
        endsAndLosesNothing("pwrite64");
    }

    private void endsAndLosesNothing(String call) throws Exception {
        try (RecordingEndpoint endpoint = RecordingEndpoint.start();
                BrokerProcess broker = BrokerProcess.start(folder, Map.of())) {
            BrokerClient client = broker.client();
            ProjectId project = new ProjectId(UUID.randomUUID());
            var unused = client.activate(project);
            SnsKeys keys = client.credentials(project);
            List<String> acknowledged = publishUntilItFails(client, keys, endpoint, () -> fail(broker.pid(), call));

            assertThat(broker.awaitExit()).isEqualTo(74);
            assertThat(broker.standardError())
                    .contains("the disk failed, and what is on it is not known any more")
                    .contains("Input/output error");
            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(BEFORE);

            broker.restart();

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(received(endpoint)).containsAll(acknowledged));
        }
    }

    /** The first ones go well. */
    private static List<String> publishUntilItFails(
            BrokerClient client, SnsKeys keys, RecordingEndpoint endpoint, Fault fault) throws IOException {
        List<String> acknowledged = new ArrayList<>();
        try (SnsClient sns = client.sdk(keys)) {
            String topic = sns.createTopic(request -> request.name("orders")).topicArn();
            sns.subscribe(request -> request.topicArn(topic).protocol("lambda").endpoint(endpoint.url("/orders")));
            for (int i = 0; true; i++) {
                if (i == BEFORE) {
                    fault.begin();
                }
                acknowledged.add(sns.publish(request -> request.topicArn(topic).message("m"))
                        .messageId());
            }
        } catch (SdkException ended) {
            return acknowledged;
        }
    }

    /** Attaches to every thread of a process; it ends with the process. */
    private static void fail(long pid, String call) throws IOException {
        Process tracer = new ProcessBuilder(
                        "strace", "-f", "-q", "-p", Long.toString(pid), "-e", "inject=" + call + ":error=EIO")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(tracer.isAlive()).isTrue();
    }

    private static Set<String> received(RecordingEndpoint endpoint) {
        return endpoint.received("/orders").stream()
                .map(call -> new JsonObject(call.text()).getString("MessageId"))
                .collect(Collectors.toSet());
    }

    private interface Fault {
        void begin() throws IOException;
    }
}
