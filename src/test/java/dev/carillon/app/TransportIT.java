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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.SnsClient;

/** The broker on each transport; all other tests of a broker have the default, which is epoll. */
class TransportIT {
    private static final String NO_EPOLL = "transport epoll is not to be had here";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"nio", "epoll"})
    void takesAndDeliversAMessage(String transport) {
        var unusedLog = takesAndDelivers(Map.of("CARILLON_TRANSPORT", transport));
    }

    @Test
    void takesAndDeliversAMessageByIoUring() {
        assumeTrue(Transport.IO_URING.available(), "io_uring is forbidden here, as it is in many containers");
        var unusedLog = takesAndDelivers(Map.of("CARILLON_TRANSPORT", "io-uring"));
    }

    @Test
    void byDefaultItIsEpollAndTheJdksWithoutNativeCode() {
        assertThat(takesAndDelivers(Map.of("CARILLON_TRANSPORT", "auto"))).doesNotContain(NO_EPOLL);
        assertThat(takesAndDelivers(withoutNativeCode("auto"))).contains(NO_EPOLL);
    }

    private String takesAndDelivers(Map<String, String> settings) {
        try (RecordingEndpoint endpoint = RecordingEndpoint.start();
                BrokerProcess broker = BrokerProcess.start(folder, settings)) {
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
            return broker.standardError();
        }
    }

    @Test
    void oneThatIsNotToBeHadStopsTheStart() {
        try (BrokerProcess broker = BrokerProcess.launch(folder, withoutNativeCode("epoll"))) {
            assertThat(broker.awaitExit()).isEqualTo(1);
            assertThat(broker.standardError()).contains(NO_EPOLL);
        }
    }

    private static Map<String, String> withoutNativeCode(String transport) {
        return Map.of("CARILLON_TRANSPORT", transport, "JAVA_TOOL_OPTIONS", "-Dio.netty.transport.noNative=true");
    }
}
