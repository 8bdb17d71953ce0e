package dev.carillon.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.carillon.model.ProjectId;
import dev.carillon.testing.BrokerClient.SnsKeys;
import dev.carillon.testing.FolderCopy;
import dev.carillon.testing.RecordingEndpoint;
import dev.carillon.testing.Reply;
import dev.carillon.testing.SetTime;
import dev.carillon.testing.TestBroker;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkGlobalTime;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.SnsException;

/**
 * The broker's clock is set ahead by a day, then to an hour ago, while it runs and while it does not. What a function does
 * not take is tried for an hour: nothing may be given up for such a day, and nothing be lost.
 */
class SetClockIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int MESSAGES = 30;

    @TempDir
    private Path folder;

    private final SetTime time = new SetTime();
    private TestBroker broker;
    private SnsKeys keys;

    @Test
    void nothingIsGivenUpBecauseTheClockWasSet() throws Exception {
        try (RecordingEndpoint endpoint = RecordingEndpoint.start()) {
            endpoint.script("/function", Reply.status(503));
            start();
            try {
                List<String> texts = publish(endpoint.url("/function"));
                awaitMoreAttempts(endpoint);

                time.set(DAY);
                awaitMoreAttempts(endpoint);
                assertThatThrownBy(() -> publishOne("signed a day ago")).isInstanceOf(SnsException.class);
                restart();
                awaitMoreAttempts(endpoint);

                time.set(Duration.ofHours(-1));
                awaitMoreAttempts(endpoint);
                restart();
                int before = endpoint.received("/function").size();
                endpoint.script("/function", Reply.ok());

                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(endpoint.received("/function").stream()
                                        .skip(before)
                                        .map(call -> new JsonObject(call.text()).getString("Message")))
                                .containsAll(texts));
                assertNothingIsDropped();
            } finally {
                broker.close();
                forgetTheClockOfTheBroker();
            }
        }
    }

    /** All clients in this process sign by it from the first refusal on. */
    private static void forgetTheClockOfTheBroker() {
        SdkGlobalTime.setGlobalTimeOffset(0);
    }

    private void start() {
        broker = TestBroker.builder().dataFolder(folder).time(time).start();
    }

    /** As files are when the kernel has the same clock. */
    private void restart() throws IOException {
        assertNothingIsDropped();
        broker.close();
        for (Path file : FolderCopy.files(folder.resolve("state"))) {
            Path unused = Files.setLastModifiedTime(file, FileTime.from(time.now()));
        }
        start();
    }

    private List<String> publish(String function) {
        ProjectId project = broker.newProject();
        keys = broker.client().credentials(project);
        try (SnsClient sns = broker.client().sdk(keys)) {
            String topic = sns.createTopic(request -> request.name("timely")).topicArn();
            var unused = sns.subscribe(
                    request -> request.topicArn(topic).protocol("lambda").endpoint(function));
        }
        List<String> texts =
                IntStream.range(0, MESSAGES).mapToObj(i -> "message " + i).toList();
        texts.forEach(this::publishOne);
        return texts;
    }

    private void publishOne(String text) {
        try (SnsClient sns = broker.client().sdk(keys)) {
            String topic = sns.listTopics().topics().get(0).topicArn();
            var unused = sns.publish(request -> request.topicArn(topic).message(text));
        }
    }

    private void awaitMoreAttempts(RecordingEndpoint endpoint) {
        int enough = endpoint.received("/function").size() + 3;
        await().atMost(PATIENCE).until(() -> endpoint.received("/function").size() >= enough);
    }

    private void assertNothingIsDropped() {
        assertThat(broker.client().metric("carillon_notifications_dropped_total"))
                .isZero();
    }
}
