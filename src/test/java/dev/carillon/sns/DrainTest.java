package dev.carillon.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carillon.sns.call.SnsReply;
import dev.carillon.sns.wire.reply.WireProtocol;
import dev.carillon.testing.Keeps;
import dev.carillon.testing.RawConnection;
import dev.carillon.testing.RawConnection.Reply;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How the endpoint stops. */
class DrainTest {
    private static final String LINK = "GET /?Action=Unsubscribe HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private final Promise<SnsReply> reply = Promise.promise();
    private final SnsEndpoint endpoint = new SnsEndpoint().answering(call -> reply.future());

    @AfterEach
    void close() {
        endpoint.close();
    }

    @Test
    void answersWhatIsInFlightBeforeItStops() {
        endpoint.start();
        try (RawConnection inFlight = endpoint.connect()) {
            inFlight.send(LINK);
            await().until(() -> endpoint.calls().size() == 1);

            Future<Void> stop = endpoint.stop();
            await().until(() -> isRefusedOrDown());
            assertThat(stop.isComplete()).isFalse();
            reply.complete(SnsReply.ok("done".getBytes(StandardCharsets.UTF_8), WireProtocol.QUERY));

            assertThat(inFlight.reply().body()).isEqualTo("done");
            SnsEndpoint.await(stop);
            assertThat(inFlight.isClosedByServer()).isTrue();
        }
    }

    @Test
    @Keeps("refusal.draining")
    void refusesWhatComesWhileItStops() {
        endpoint.start();
        try (RawConnection inFlight = endpoint.connect().send(LINK)) {
            await().until(() -> endpoint.calls().size() == 1);
            Future<Void> stop = endpoint.stop();

            await().untilAsserted(() -> {
                try (RawConnection late = endpoint.connect()) {
                    Reply refused = late.send(LINK).reply();
                    assertThat(refused.status()).isEqualTo(503);
                    assertThat(refused.body()).contains("<Code>ServiceUnavailable</Code>");
                    assertThat(refused.header("Retry-After")).isEqualTo("5");
                    assertThat(refused.header("Connection")).isEqualTo("close");
                    assertThat(late.isClosedByServer()).isTrue();
                }
            });
            reply.complete(SnsReply.ok(new byte[0], WireProtocol.QUERY));

            SnsEndpoint.await(stop);
            assertThat(inFlight.reply().status()).isEqualTo(200);
        }
    }

    @Test
    void waitsNoLongerThanItsGrace() {
        endpoint.with("CARILLON_SHUTDOWN_GRACE", "1s").start();
        try (RawConnection inFlight = endpoint.connect().send(LINK)) {
            await().until(() -> endpoint.calls().size() == 1);

            SnsEndpoint.await(endpoint.stop());

            assertThat(inFlight.isClosedByServer()).isTrue();
        }
    }

    @Test
    void waitsNoLongerThanTheDeadlineForAReplyToBeTaken() {
        endpoint.answering(call -> Future.succeededFuture(SnsReply.ok(new byte[16 << 20], WireProtocol.QUERY)))
                .with("CARILLON_SNS_REQUEST_DEADLINE", "300ms")
                .start();
        try (RawConnection takesNothing = endpoint.connect().send(LINK)) {
            await().until(() -> endpoint.calls().size() == 1);

            SnsEndpoint.await(endpoint.stop());

            assertThat(takesNothing.rest().length()).isLessThan(16 << 20);
        }
    }

    @Test
    void closesConnectionsThatWaitForNothing() {
        endpoint.answering(call -> Future.succeededFuture(SnsReply.ok(new byte[0], WireProtocol.QUERY)))
                .start();
        try (RawConnection idle = endpoint.connect()) {
            assertThat(idle.send(LINK).reply().status()).isEqualTo(200);

            SnsEndpoint.await(endpoint.stop());

            assertThat(idle.isClosedByServer()).isTrue();
        }
    }

    private boolean isRefusedOrDown() {
        try (RawConnection late = endpoint.connect()) {
            return late.send(LINK).reply().status() == 503;
        } catch (UncheckedIOException down) {
            return true;
        }
    }
}
