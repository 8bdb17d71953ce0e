package dev.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.carillon.model.ProjectId;
import dev.carillon.testing.BrokerClient;
import dev.carillon.testing.BrokerClient.SnsKeys;
import dev.carillon.testing.BrokerProcess;
import dev.carillon.testing.Keeps;
import dev.carillon.testing.RecordingEndpoint;
import dev.carillon.testing.Reply;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sns.model.Subscription;

/** What is there after a stop, or a kill, is what was there before. */
class RestartIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String BODY = "x".repeat(1_000);

    @TempDir
    private Path folder;

    private RecordingEndpoint endpoint;
    private BrokerProcess broker;
    private SnsKeys keys;

    @BeforeEach
    void start() {
        endpoint = RecordingEndpoint.start();
        broker = BrokerProcess.start(
                folder, Map.of("CARILLON_LIMITS_STORED_BYTES_PER_PROJECT", "20KB", "CARILLON_SHUTDOWN_GRACE", "8s"));
        BrokerClient client = broker.client();
        ProjectId project = new ProjectId(UUID.randomUUID());
        assertThat(client.activate(project).getString("status")).isEqualTo("enabled");
        keys = client.credentials(project);
    }

    @AfterEach
    void stop() {
        broker.close();
        endpoint.close();
    }

    @Test
    void aCleanStopKeepsWhatWaitsAndWhoWaitsForIt() {
        endpoint.script("/function", Reply.status(503));
        String topic = subscribedTopic();
        IntStream.range(0, 5).forEach(i -> publish(topic, "message " + i));

        assertThat(broker.terminate()).isZero();
        endpoint.script("/function", Reply.ok());
        int before = endpoint.received("/function").size();
        broker.restart();

        try (SnsClient sns = broker.client().sdk(keys)) {
            assertThat(sns.listSubscriptions().subscriptions())
                    .extracting(Subscription::endpoint)
                    .containsExactly(endpoint.url("/function"));
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(endpoint.received("/function").stream()
                                .skip(before)
                                .map(call -> new JsonObject(call.text()).getString("Message")))
                        .contains("message 0", "message 1", "message 2", "message 3", "message 4"));
    }

    @Test
    void endpointsThatHangDoNotSpoilTheEnd() {
        endpoint.script("/function", Reply.hang());
        endpoint.script("/confirm", Reply.hang());
        subscribedTopics(4).forEach(topic -> {
            publish(topic, "never answered");
            askToConfirm(topic);
        });
        await().atMost(PATIENCE)
                .until(() -> endpoint.received("/function").size() >= 4
                        && endpoint.received("/confirm").size() >= 4);

        assertThat(broker.terminate()).isZero();

        assertThat(broker.standardError()).doesNotContain("did not end within the grace", "ERROR", "Exception");
    }

    @Test
    @Keeps("confirm.survives")
    void anEndpointThatHadNotTakenItsConfirmationGetsItAfterTheKill() {
        endpoint.script("/confirm", Reply.status(503));
        askToConfirm(subscribedTopic());
        JsonObject cutOff = confirmation(0);

        broker.kill();
        endpoint.script("/confirm", Reply.ok());
        broker.restart();
        JsonObject sent = confirmation(1);

        assertThat(sent.getString("TopicArn")).isEqualTo(cutOff.getString("TopicArn"));
        assertThat(sent.getString("Token")).isNotEqualTo(cutOff.getString("Token"));
        try (SnsClient sns = broker.client().sdk(keys)) {
            assertThat(sns.confirmSubscription(confirm ->
                                    confirm.topicArn(sent.getString("TopicArn")).token(sent.getString("Token")))
                            .subscriptionArn())
                    .startsWith(sent.getString("TopicArn"));
        }
    }

    private JsonObject confirmation(int number) {
        await().atMost(PATIENCE).until(() -> endpoint.received("/confirm").size() > number);
        return new JsonObject(endpoint.received("/confirm").get(number).text());
    }

    @Test
    void theQuotaIsExactAfterAKill() {
        endpoint.script("/function", Reply.status(503));
        String topic = subscribedTopic();
        int fitting = publishUntilThrottled(topic);
        assertThat(fitting).isBetween(10, 19);

        broker.kill();
        broker.restart();

        assertThatThrownBy(() -> publish(topic, BODY))
                .isInstanceOfSatisfying(
                        SnsException.class,
                        refused -> assertThat(refused.statusCode()).isEqualTo(429));
        endpoint.script("/function", Reply.ok());
        await().atMost(PATIENCE).until(() -> publishUntilThrottled(topic) > 0);
    }

    private String subscribedTopic() {
        return subscribedTopics(1).get(0);
    }

    private List<String> subscribedTopics(int count) {
        try (SnsClient sns = broker.client().sdk(keys)) {
            return IntStream.range(0, count)
                    .mapToObj(i -> sns.createTopic(request -> request.name("orders-" + i))
                            .topicArn())
                    .peek(topic -> assertThat(sns.subscribe(request -> request.topicArn(topic)
                                            .protocol("lambda")
                                            .endpoint(endpoint.url("/function")))
                                    .subscriptionArn())
                            .startsWith(topic))
                    .toList();
        }
    }

    private void askToConfirm(String topic) {
        try (SnsClient sns = broker.client().sdk(keys)) {
            var pending = sns.subscribe(
                    request -> request.topicArn(topic).protocol("http").endpoint(endpoint.url("/confirm")));
            assertThat(pending.subscriptionArn()).isEqualTo("pending confirmation");
        }
    }

    private int publishUntilThrottled(String topic) {
        int accepted = 0;
        try {
            while (accepted < 100) {
                publish(topic, BODY);
                accepted++;
            }
        } catch (SnsException refused) {
            assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("Throttled");
        }
        return accepted;
    }

    private void publish(String topic, String message) {
        try (SnsClient sns = broker.client().sdk(keys)) {
            var published = sns.publish(request -> request.topicArn(topic).message(message));
            assertThat(published.messageId()).isNotEmpty();
        }
    }
}
