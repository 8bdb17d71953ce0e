package dev.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.carillon.model.ProjectId;
import dev.carillon.testing.BrokerClient;
import dev.carillon.testing.BrokerProcess;
import dev.carillon.testing.RecordingEndpoint;
import io.vertx.core.transport.Transport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sns.SnsClient;

/** The broker on Linux's own transports; all other tests have the JDK's. */
class TransportIT {
    @TempDir
    private Path folder;

    @Test
    void takesAndDeliversAMessageByEpoll() {
        takesAndDeliversAMessage("epoll");
    }

    @Test
    void takesAndDeliversAMessageByIoUring() {
        assumeTrue(Transport.IO_URING.available(), "io_uring is forbidden here, as it is in many containers");
        takesAndDeliversAMessage("io-uring");
    }

    private void takesAndDeliversAMessage(String transport) {
        try (RecordingEndpoint endpoint = RecordingEndpoint.start();
                BrokerProcess broker = BrokerProcess.start(folder, Map.of("CARILLON_TRANSPORT", transport))) {
            String large = "x".repeat(200_000);
            BrokerClient client = broker.client();
            ProjectId project = new ProjectId(UUID.randomUUID());
            var unusedReply = client.activate(project);
            try (SnsClient sns = client.sdk(client.credentials(project))) {
                String topic =
                        sns.createTopic(request -> request.name("orders")).topicArn();
                var unusedSubscription = sns.subscribe(
                        request -> request.topicArn(topic).protocol("lambda").endpoint(endpoint.url("/f")));
                var unusedId = sns.publish(request -> request.topicArn(topic).message(large));
            }

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !endpoint.received("/f").isEmpty());
            assertThat(endpoint.received("/f").get(0).text()).contains(large);
            assertThat(broker.terminate()).isZero();
        }
    }

    @Test
    void oneThatIsNotToBeHadStopsTheStart() {
        Map<String, String> withoutNativeCode =
                Map.of("CARILLON_TRANSPORT", "epoll", "JAVA_TOOL_OPTIONS", "-Dio.netty.transport.noNative=true");
        try (BrokerProcess broker = BrokerProcess.launch(folder, withoutNativeCode)) {
            assertThat(broker.awaitExit()).isEqualTo(1);
            assertThat(broker.standardError()).contains("transport epoll is not to be had here");
        }
    }
}
