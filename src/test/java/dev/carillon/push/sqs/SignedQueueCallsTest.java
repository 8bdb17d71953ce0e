package dev.carillon.push.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.config.ConfigLoader;
import dev.carillon.config.ConfigOutcome;
import dev.carillon.model.Credential;
import dev.carillon.model.ProjectId;
import dev.carillon.model.ProjectScope;
import dev.carillon.model.Region;
import dev.carillon.model.SecretKey;
import dev.carillon.model.SnsPermissions;
import dev.carillon.model.TimeSource;
import dev.carillon.push.QueueMessage;
import dev.carillon.sigv4.SignatureVerifier;
import dev.carillon.sigv4.SignedRequest;
import dev.carillon.sigv4.Verification;
import dev.carillon.testing.Keeps;
import dev.carillon.testing.QueueServer;
import dev.carillon.testing.RecordingEndpoint;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What leaves through our own HTTP client is still what the SDK signed; the queue service of the other tests does not look. */
class SignedQueueCallsTest {
    private static final Credential KEYS = new Credential(
            new UUID(1, 2),
            "queues",
            new ProjectScope(new ProjectId(new UUID(3, 4)), new Region("fr-par")),
            Instant.EPOCH,
            Instant.EPOCH,
            "AKQUEUES",
            new SecretKey("a-secret"),
            "",
            new SnsPermissions(true, true, true));

    @Test
    void aCallArrivesAsItWasSigned() {
        Vertx vertx = Vertx.vertx();
        try (RecordingEndpoint service = RecordingEndpoint.start()) {
            QueueClient client = new QueueClient(
                    vertx,
                    ((ConfigOutcome.Accepted) new ConfigLoader(Map.of(
                                            "CARILLON_DELIVERY_SQS_ENDPOINT",
                                            service.url(""),
                                            "CARILLON_DELIVERY_SQS_REGION",
                                            "fr-par",
                                            "CARILLON_DELIVERY_SQS_ACCESS_KEY",
                                            KEYS.accessKey(),
                                            "CARILLON_DELIVERY_SQS_SECRET_KEY",
                                            "a-secret"))
                                    .load())
                            .config());

            var unused = client.send(new QueueMessage(QueueServer.arn("q"), Buffer.buffer("m"), List.of(), "", ""))
                    .await();

            RecordingEndpoint.Received call = service.received().get(0);
            SignedRequest signed = new SignedRequest(
                    call.method(),
                    new SignedRequest.Target(call.uri(), ""),
                    call.headers().entries(),
                    call.body().getBytes());
            assertThat(call.header("X-Amz-Target")).isEqualTo("AmazonSQS.GetQueueUrl");
            assertThat(new SignatureVerifier("sqs", new MachineTime())
                            .verify(
                                    signed,
                                    key -> Optional.of(KEYS)
                                            .filter(keys -> keys.accessKey().equals(key))))
                    .isEqualTo(new Verification.Verified(KEYS));
        } finally {
            vertx.close().await();
        }
    }

    @Test
    @Keeps("queue.services")
    void theArnChoosesTheServiceAndItsKeys() {
        Vertx vertx = Vertx.vertx();
        try (RecordingEndpoint first = RecordingEndpoint.start();
                RecordingEndpoint second = RecordingEndpoint.start()) {
            QueueClient client = new QueueClient(
                    vertx,
                    ((ConfigOutcome.Accepted) new ConfigLoader(Map.of(
                                            "CARILLON_DELIVERY_SQS_ENDPOINT", first.url(""),
                                            "CARILLON_DELIVERY_SQS_QUEUES", "arn:aws:sqs:eu-west-1:*",
                                            "CARILLON_DELIVERY_SQS_ACCESS_KEY", "AKFIRST",
                                            "CARILLON_DELIVERY_SQS_SECRET_KEY", "one",
                                            "CARILLON_DELIVERY_SQS_OTHERS", "second",
                                            "CARILLON_DELIVERY_SQS_SECOND_ENDPOINT", second.url(""),
                                            "CARILLON_DELIVERY_SQS_SECOND_QUEUES", "arn:aws:sqs:eu-west-2:*",
                                            "CARILLON_DELIVERY_SQS_SECOND_ACCESS_KEY", "AKSECOND",
                                            "CARILLON_DELIVERY_SQS_SECOND_SECRET_KEY", "two"))
                                    .load())
                            .config());

            for (String region : List.of("eu-west-1", "eu-west-2")) {
                String arn = "arn:aws:sqs:" + region + ":000000000000:q";
                var unused = client.send(new QueueMessage(arn, Buffer.buffer("m"), List.of(), "", ""))
                        .await();
            }

            assertThat(first.received())
                    .isNotEmpty()
                    .allSatisfy(call -> assertThat(call.header("Authorization")).contains("Credential=AKFIRST/"));
            assertThat(second.received())
                    .isNotEmpty()
                    .allSatisfy(call -> assertThat(call.header("Authorization")).contains("Credential=AKSECOND/"));
        } finally {
            vertx.close().await();
        }
    }

    private static final class MachineTime implements TimeSource {
        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }
    }
}
