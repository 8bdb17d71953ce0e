package dev.carillon.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
    private static final String REQUEST_LINE = "/mnq/v1beta1/regions/fr-par/activate-sns HTTP/1.1\r\nHost: x\r\n";
    private static final String TOKEN = "X-Auth-Token: " + ManagementFixture.TOKEN + "\r\n";
    private static final String CALL = "GET /mnq/v1beta1/regions/fr-par/sns-info?project_id="
            + ManagementFixture.PROJECT + " HTTP/1.1\r\n" + "Host: x\r\n" + TOKEN + "\r\n";

    @Test
    void closesAConnectionThatDoesNotFinishItsHeader() {
        try (ManagementFixture api = ManagementFixture.start(Map.of("CARILLON_SNS_REQUEST_DEADLINE", "300ms"));
                RawConnection connection = new RawConnection(api.port())) {
            assertThat(connection.send("POST " + REQUEST_LINE).readAll()).isEmpty();
        }
    }

    @Test
    void closesAConnectionThatDoesNotFinishItsBody() {
        try (ManagementFixture api = ManagementFixture.start(Map.of("CARILLON_SNS_REQUEST_DEADLINE", "300ms"));
                RawConnection connection = new RawConnection(api.port())) {
            String half = "POST " + REQUEST_LINE + TOKEN + "Content-Length: 20\r\n\r\n{";

            assertThat(connection.send(half).readAll()).isEmpty();
        }
    }

    @Test
    void closesAConnectionWhoseLaterRequestDoesNotFinish() {
        try (ManagementFixture api = ManagementFixture.start(Map.of("CARILLON_SNS_REQUEST_DEADLINE", "300ms"));
                RawConnection connection = new RawConnection(api.port())) {
            String half = "POST " + REQUEST_LINE + TOKEN + "Content-Length: 20\r\n\r\n{";
            String answered = connection.send(CALL).readThrough("}");

            assertThat(answered).startsWith("HTTP/1.1 200 ");
            assertThat(connection.send(half).readAll()).isEmpty();
        }
    }

    @Test
    void closesAConnectionWhoseLaterRequestDoesNotFinishItsHeader() {
        try (ManagementFixture api = ManagementFixture.start(
                        Map.of("CARILLON_SNS_REQUEST_DEADLINE", "300ms", "CARILLON_SNS_IDLE_TIMEOUT", "10m"));
                RawConnection connection = new RawConnection(api.port())) {
            for (int i = 0; i < 3; i++) {
                assertThat(connection.send(CALL).readThrough("}")).startsWith("HTTP/1.1 200 ");
            }

            assertThat(connection.send("G").readAll()).isEmpty();
        }
    }

    @Test
    void answersRequestsThatComeTogether() {
        try (ManagementFixture api = ManagementFixture.start();
                RawConnection connection = new RawConnection(api.port())) {
            assertThat(connection.send(CALL + CALL + CALL).readThrough("}")).startsWith("HTTP/1.1 200 ");
            assertThat(connection.readThrough("}")).startsWith("HTTP/1.1 200 ");
            assertThat(connection.readThrough("}")).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void closesAConnectionWhoseBodyIsNoHttp() {
        try (ManagementFixture api = ManagementFixture.start();
                RawConnection connection = new RawConnection(api.port())) {
            String call = "POST " + REQUEST_LINE + TOKEN + "Transfer-Encoding: chunked\r\n\r\nno length\r\n";

            assertThat(connection.send(call).readAll()).isEmpty();
        }
    }

    @Test
    void closesAConnectionThatAsksNothingMore() {
        try (ManagementFixture api = ManagementFixture.start(Map.of("CARILLON_SNS_IDLE_TIMEOUT", "1s"));
                RawConnection connection = new RawConnection(api.port())) {
            String answered = connection.send(CALL).readThrough("}");

            assertThat(answered).startsWith("HTTP/1.1 200 ");
            assertThat(connection.readAll()).isEmpty();
        }
    }

    @Test
    void closesConnectionsBeyondAnAddressesShareAndTakesOthersOnceOneIsGone() {
        try (ManagementFixture api = ManagementFixture.start(Map.of("CARILLON_LIMITS_CONNECTIONS_PER_ADDRESS", "1"))) {
            try (RawConnection first = new RawConnection(api.port())) {
                assertThat(first.send(CALL).readThrough("}")).startsWith("HTTP/1.1 200 ");
                assertThat(answerOf(api)).isEmpty();
            }
            await().untilAsserted(() -> assertThat(answerOf(api)).startsWith("HTTP/1.1 200 "));
        }
    }

    @Test
    void finishesWhatIsUnderWayAndRefusesWhatIsNewWhenItStops() {
        try (ManagementFixture api = ManagementFixture.start();
                RawConnection begun = new RawConnection(api.port())) {
            String asked = "POST " + REQUEST_LINE + TOKEN + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n";
            assertThat(begun.send(asked).readThrough("\r\n\r\n")).startsWith("HTTP/1.1 100 ");

            Future<Void> stop = api.stop();

            await().untilAsserted(() -> assertRefusedForNow(api.client().get("/sns-info")));
            assertThat(stop.isComplete()).isFalse();
            assertThat(begun.send("{}").readThrough("\"}]}")).startsWith("HTTP/1.1 400 ");
            await().until(stop::succeeded);
        }
    }

    @Test
    void doesNotWaitLongerThanTheGraceWhenItStops() {
        try (ManagementFixture api = ManagementFixture.start(Map.of("CARILLON_SHUTDOWN_GRACE", "1s"));
                RawConnection begun = new RawConnection(api.port())) {
            String asked = "POST " + REQUEST_LINE + TOKEN + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n";
            assertThat(begun.send(asked).readThrough("\r\n\r\n")).startsWith("HTTP/1.1 100 ");

            Future<Void> stop = api.stop();

            await().until(stop::succeeded);
            assertThat(begun.readAll()).isEmpty();
        }
    }

    private static String answerOf(ManagementFixture api) {
        try (RawConnection connection = new RawConnection(api.port())) {
            return connection
                    .send(CALL.replace("Host: x", "Host: x\r\nConnection: close"))
                    .readAll();
        } catch (UncheckedIOException reset) {
            return "";
        }
    }

    private static void assertRefusedForNow(HttpResponse<String> reply) {
        assertThat(reply.statusCode()).isEqualTo(503);
        assertThat(reply.headers().firstValue("Retry-After")).contains("1");
        assertThat(reply.headers().firstValue("Connection")).contains("close");
        assertThat(reply.body()).isEqualTo("{\"type\":\"service_unavailable\",\"message\":\"the broker is stopping\"}");
    }
}
