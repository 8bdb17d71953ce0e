package dev.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carillon.model.ProjectId;
import dev.carillon.testing.BrokerClient;
import dev.carillon.testing.BrokerProcess;
import dev.carillon.testing.RecordingEndpoint;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;

/** A broker whose standard error is a pipe that nobody empties. */
class StalledLogIT {
    /** Of half a kilobyte each, their lines are four times what a pipe holds. */
    private static final int MESSAGES = 500;

    private static final int BATCH = 10;

    @TempDir
    private Path folder;

    @Test
    void aLogThatNobodyReadsStopsNeitherDeliveryNorTheBrokersEnd() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        List<String> intoThePipe = List.of("sh", "-c", "exec \"$@\" 2> '" + pipe + "'", "sh");
        try (RandomAccessFile reader = new RandomAccessFile(pipe.toFile(), "rw");
                RecordingEndpoint endpoint = RecordingEndpoint.start();
                BrokerProcess broker = BrokerProcess.launchUnder(intoThePipe, folder.resolve("data"), Map.of())) {
            broker.awaitReady();

            publish(broker.client(), endpoint.url("/orders"));

            await().atMost(Duration.ofSeconds(60))
                    .until(() -> endpoint.received("/orders").size() >= MESSAGES);
            assertThat(broker.client().ops("/health/ready").statusCode()).isEqualTo(200);
            assertThat(broker.terminate()).isZero();
            assertThat(firstLine(reader)).startsWith("{\"time\":");
        }
    }

    private static void publish(BrokerClient client, String endpoint) {
        ProjectId project = new ProjectId(UUID.randomUUID());
        var unused = client.activate(project);
        try (SnsClient sns = client.sdk(client.credentials(project))) {
            String topic = sns.createTopic(request -> request.name("orders")).topicArn();
            sns.subscribe(request -> request.topicArn(topic).protocol("lambda").endpoint(endpoint));
            List<PublishBatchRequestEntry> entries = IntStream.range(0, BATCH)
                    .mapToObj(i -> PublishBatchRequestEntry.builder()
                            .id("e" + i)
                            .message("m")
                            .build())
                    .toList();
            for (int i = 0; i < MESSAGES / BATCH; i++) {
                assertThat(sns.publishBatch(request -> request.topicArn(topic).publishBatchRequestEntries(entries))
                                .failed())
                        .isEmpty();
            }
        }
    }

    private static String firstLine(RandomAccessFile pipe) throws IOException {
        return pipe.readLine();
    }
}
