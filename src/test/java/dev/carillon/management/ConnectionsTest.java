package dev.carillon.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carillon.testing.RawConnection;
import io.vertx.core.Future;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionsTest {
    private static final String REQUEST_LINE = "/mnq/v1beta1/regions/fr-par/activate-sns HTTP/1.1\r\nHost: x\r\n";
    private static final String TOKEN = "X-Auth-Token: " + ManagementFixture.TOKEN + "\r\n";
    private static final String BEGUN = "POST " + REQUEST_LINE + TOKEN + "Content-Length: 1000000\r\n\r\n{";
    private static final Map<String, String> DEADLINE = Map.of("CARILLON_SNS_REQUEST_DEADLINE", "300ms");
    private static final String CALL = "GET /mnq/v1beta1/regions/fr-par/sns-info?project_id="
            + ManagementFixture.PROJECT + " HTTP/1.1\r\n" + "Host: x\r\n" + TOKEN + "\r\n";

    @Test
    void closesAConnectionThatDoesNotFinishItsHeader() {
        try (ManagementFixture api = ManagementFixture.start(DEADLINE);
                RawConnection connection = RawConnection.to(api.port())) {
            assertLate(api, connection.send("POST " + REQUEST_LINE));
        }
    }

    @Test
    void closesAConnectionThatDoesNotFinishItsBody() {
        try (ManagementFixture api = ManagementFixture.start(DEADLINE);
                RawConnection connection = RawConnection.to(api.port())) {
            assertLate(api, connection.send(BEGUN));
        }
    }

    @Test
    void closesAConnectionThatIsAnsweredBeforeItsBodyAndDoesNotFinishIt() {
        try (ManagementFixture api = ManagementFixture.start(DEADLINE);
                RawConnection connection = RawConnection.to(api.port())) {
            String answered = connection.send(BEGUN.replace(TOKEN, "")).through("}");

            assertThat(answered).startsWith("HTTP/1.1 401 ");
            assertLate(api, connection);
        }
    }

    @Test
    void closesAConnectionWhoseLaterRequestDoesNotFinish() {
        try (ManagementFixture api = ManagementFixture.start(DEADLINE);
                RawConnection connection = RawConnection.to(api.port())) {
            String answered = connection.send(CALL).through("}");

            assertThat(answered).startsWith("HTTP/1.1 200 ");
            assertLate(api, connection.send(BEGUN));
        }
    }

    @Test
    void closesAConnectionWhoseLaterRequestDoesNotFinishItsHeader() {
        try (ManagementFixture api = ManagementFixture.start(DEADLINE);
                RawConnection connection = RawConnection.to(api.port())) {
            for (int i = 0; i < 3; i++) {
                assertThat(connection.send(CALL).through("}")).startsWith("HTTP/1.1 200 ");
            }

            assertLate(api, connection.send("G"));
        }
    }

    @Test
    void letsAConnectionWaitThatWasAnsweredBeforeItsBodyAndThenFinishedIt() {
        try (ManagementFixture api = ManagementFixture.start(DEADLINE);
                RawConnection waits = RawConnection.to(api.port());
                RawConnection late = RawConnection.to(api.port())) {
            assertThat(waits.send(BEGUN.replace(TOKEN, "").replace("1000000", "2"))
                            .through("}"))
                    .startsWith("HTTP/1.1 401 ");
            waits.send("}");

            assertLate(api, late.send("G"));

            assertThat(waits.send(CALL).through("}")).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void answersRequestsThatComeTogether() {
        try (ManagementFixture api = ManagementFixture.start();
                RawConnection connection = RawConnection.to(api.port())) {
            assertThat(connection.send(CALL + CALL + CALL).through("}")).startsWith("HTTP/1.1 200 ");
            assertThat(connection.through("}")).startsWith("HTTP/1.1 200 ");
            assertThat(connection.through("}")).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void closesAConnectionWhoseBodyIsNoHttp() {
        try (ManagementFixture api = ManagementFixture.start();
                RawConnection connection = RawConnection.to(api.port())) {
            String call = "POST " + REQUEST_LINE + TOKEN + "Transfer-Encoding: chunked\r\n\r\nno length\r\n";

            assertThat(connection.send(call).rest()).isEmpty();
        }
    }

    /** RFC 9112, sections 6.1 and 6.3: somebody between the client and us may have read another length. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: identity\r\nContent-Length: 2\r\n\r\n{}",
                "Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n",
            })
    void refusesABodyWhoseLengthCanBeReadInTwoWaysAndClosesTheConnection(String body) {
        try (ManagementFixture api = ManagementFixture.start();
                RawConnection connection = RawConnection.to(api.port())) {
            String call = "POST " + REQUEST_LINE + TOKEN + body;

            assertThat(connection.send(call + CALL).rest())
                    .startsWith("HTTP/1.1 400 ")
                    .doesNotContain("HTTP/1.1 200 ");
        }
    }

    @Test
    void closesAConnectionThatAsksNothingMore() {
        try (ManagementFixture api = ManagementFixture.start(Map.of("CARILLON_SNS_IDLE_TIMEOUT", "1s"));
                RawConnection connection = RawConnection.to(api.port())) {
            String answered = connection.send(CALL).through("}");

            assertThat(answered).startsWith("HTTP/1.1 200 ");
            assertThat(connection.rest()).isEmpty();
        }
    }

    @Test
    void closesConnectionsBeyondAnAddressesShareAndTakesOthersOnceOneIsGone() {
        try (ManagementFixture api = ManagementFixture.start(Map.of("CARILLON_LIMITS_CONNECTIONS_PER_ADDRESS", "1"))) {
            try (RawConnection first = RawConnection.to(api.port())) {
                assertThat(first.send(CALL).through("}")).startsWith("HTTP/1.1 200 ");
                assertThat(answerOf(api)).isEmpty();
            }
            await().untilAsserted(() -> assertThat(answerOf(api)).startsWith("HTTP/1.1 200 "));
        }
    }

    @Test
    void finishesWhatIsUnderWayAndRefusesWhatIsNewWhenItStops() {
        try (ManagementFixture api = ManagementFixture.start();
                RawConnection begun = RawConnection.to(api.port())) {
            String asked = "POST " + REQUEST_LINE + TOKEN + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n";
            assertThat(begun.send(asked).through("\r\n\r\n")).startsWith("HTTP/1.1 100 ");

            Future<Void> stop = api.stop();

            await().untilAsserted(() -> assertRefusedForNow(api.client().get("/sns-info")));
            assertThat(stop.isComplete()).isFalse();
            assertThat(begun.send("{}").through("\"}]}")).startsWith("HTTP/1.1 400 ");
            await().until(stop::succeeded);
        }
    }

    @Test
    void doesNotWaitLongerThanTheGraceWhenItStops() {
        try (ManagementFixture api = ManagementFixture.start(Map.of("CARILLON_SHUTDOWN_GRACE", "1s"));
                RawConnection begun = RawConnection.to(api.port())) {
            String asked = "POST " + REQUEST_LINE + TOKEN + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n";
            assertThat(begun.send(asked).through("\r\n\r\n")).startsWith("HTTP/1.1 100 ");

            Future<Void> stop = api.stop();

            await().until(stop::succeeded);
            assertThat(begun.rest()).isEmpty();
        }
    }

    private static void assertLate(ManagementFixture api, RawConnection connection) {
        await().until(() -> {
            api.time().advance(Duration.ofMillis(100));
            return !connection.accepts("x");
        });
    }

    private static String answerOf(ManagementFixture api) {
        try (RawConnection connection = RawConnection.to(api.port())) {
            return connection
                    .send(CALL.replace("Host: x", "Host: x\r\nConnection: close"))
                    .rest();
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
