package dev.carillon.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carillon.sns.call.SnsReply;
import dev.carillon.sns.wire.reply.WireProtocol;
import dev.carillon.testing.Keeps;
import dev.carillon.testing.RawConnection;
import dev.carillon.testing.RawConnection.Reply;
import dev.carillon.testing.VirtualTime;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the endpoint does with requests that are too large, too slow, too many or broken. */
class RequestLimitsTest {
    private static final int MOST = 1_229 * 1024;

    private final SnsEndpoint endpoint = new SnsEndpoint();

    @AfterEach
    void close() {
        endpoint.close();
    }

    @Test
    void carriesAMessageOf256KiB() {
        endpoint.start();
        String message = "m".repeat(262_144);

        Reply reply = send(text(endpoint.holder().bytes(Map.of("Action", "Publish", "Message", message))));

        assertThat(reply.body()).isEqualTo("Publish of SCWHOLDER: 262144");
    }

    @Test
    @Keeps("refusal.too-large")
    void carriesABodyOfJustTheLimit() {
        endpoint.start();

        Reply reply = send(text(endpoint.holder().bytes(publishOf(MOST))));

        assertThat(reply.body()).startsWith("Publish of SCWHOLDER: ");
    }

    @Test
    @Keeps("refusal.too-large")
    void refusesABodyThatIsAnnouncedLarger() {
        endpoint.start();
        try (RawConnection connection = endpoint.connect()) {
            Reply reply = connection
                    .send(text(endpoint.holder().bytes(publishOf(MOST + 1))))
                    .reply();

            assertError(reply, 413, "RequestEntityTooLarge");
            // The connection is as good as before.
            assertThat(connection.send(link()).reply().status()).isEqualTo(200);
        }
        assertThat(endpoint.calls()).hasSize(1);
    }

    @Test
    @Keeps("refusal.too-large")
    void refusesABodyThatGrowsLargerWithoutHavingBeenAnnounced() {
        endpoint.start();
        try (RawConnection connection = endpoint.connect()) {
            connection.send("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < 20; i++) {
                connection.send("10000\r\n" + "x".repeat(65_536) + "\r\n");
            }

            assertError(connection.send("0\r\n\r\n").reply(), 413, "RequestEntityTooLarge");
        }
    }

    @Test
    void listensNoLongerToABodyWithoutEnd() {
        endpoint.start();
        try (RawConnection connection = endpoint.connect()) {
            connection.send("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
            String chunk = "100000\r\n" + "x".repeat(1 << 20) + "\r\n";

            await().until(() -> !connection.accepts(chunk));
        }
        assertThat(endpoint.refusals("RequestEntityTooLarge")).isEqualTo(1);
    }

    @Test
    void readsAChunkedBody() {
        endpoint.start();

        Reply reply = send(text(endpoint.holder().chunks(Map.of("Action", "Publish", "Message", "hello"))));

        assertThat(reply.body()).isEqualTo("Publish of SCWHOLDER: 5");
    }

    @Test
    void letsAClientThatAsksFirstSendItsBody() {
        endpoint.start();
        String request = text(endpoint.holder().bytes(Map.of("Action", "Publish", "Message", "hello")));
        int end = request.indexOf("\r\n\r\n");
        try (RawConnection connection = endpoint.connect()) {
            connection.send(request.substring(0, end) + "\r\nExpect: 100-continue\r\n\r\n");
            assertThat(connection.reply().status()).isEqualTo(100);

            Reply reply = connection.send(request.substring(end + 4)).reply();

            assertThat(reply.body()).isEqualTo("Publish of SCWHOLDER: 5");
        }
    }

    @Test
    void tellsAClientThatAsksFirstToKeepItsBody() {
        endpoint.start();
        try (RawConnection connection = endpoint.connect()) {
            Reply reply = connection
                    .send("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 9999999\r\n\r\n")
                    .reply();

            assertError(reply, 413, "RequestEntityTooLarge");
            assertThat(reply.header("Connection")).isEqualTo("close");
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"})
    @Keeps({"refusal.method", "wire.request-id"})
    void refusesOtherMethods(String method) {
        endpoint.start();

        Reply reply = send(method + " / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\nhi");

        assertError(reply, 405, "InvalidAction");
        assertThat(reply.header("Allow")).isEqualTo("GET, POST");
    }

    @Test
    void refusesHeadWithoutABody() {
        endpoint.start();
        try (RawConnection connection = endpoint.connect()) {
            connection.send("HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

            assertThat(connection.rest()).startsWith("HTTP/1.1 405").doesNotContain("<Error");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/other", "//other", "/sns-trust-chain.pem", "/%2e"})
    void hasNothingElsewhere(String path) {
        endpoint.start();
        Reply reply = send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");

        assertThat(reply.status()).isEqualTo(404);
    }

    /** As clients with such a URL for the endpoint call it; what they sign is the normalised path. */
    @ParameterizedTest
    @ValueSource(strings = {"//", "/./", "/a/..", "/?/.."})
    void takesEveryFormOfTheRoot(String path) {
        endpoint.start();

        assertThat(send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void answersPipelinedRequestsInTheirOrder() {
        List<Promise<SnsReply>> replies = new ArrayList<>();
        endpoint.answering(call -> {
                    Promise<SnsReply> reply = Promise.promise();
                    replies.add(reply);
                    return reply.future();
                })
                .start();
        try (RawConnection connection = endpoint.connect()) {
            connection.send(link() + link() + link());

            for (int i = 0; i < 3; i++) {
                int count = i + 1;
                await().until(() -> replies.size() == count);
                replies.get(i)
                        .complete(SnsReply.ok(("reply " + i).getBytes(StandardCharsets.UTF_8), WireProtocol.QUERY));
                assertThat(connection.reply().body()).isEqualTo("reply " + i);
            }
        }
    }

    @Test
    void cutsOffAHeadThatComesByteAfterByte() {
        VirtualTime time = new VirtualTime(Instant.now());
        endpoint.with("CARILLON_SNS_REQUEST_DEADLINE", "200ms").by(time).start();
        try (RawConnection connection = endpoint.connect();
                RawConnection idle = endpoint.connect()) {
            assertThat(idle.send(link()).reply().status()).isEqualTo(200);
            connection.send("POST / HT");

            await().until(() -> {
                time.advance(Duration.ofMillis(50));
                return !connection.accepts("T");
            });

            // A connection that waits for its next request is not late.
            assertThat(idle.send(link()).reply().status()).isEqualTo(200);
        }
    }

    @Test
    void cutsOffABodyThatComesByteAfterByte() {
        endpoint.with("CARILLON_SNS_REQUEST_DEADLINE", "200ms").start();
        try (RawConnection connection = endpoint.connect()) {
            connection.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n");

            await().until(() -> !connection.accepts("x"));
        }
        assertThat(endpoint.calls()).isEmpty();
    }

    @Test
    void givesAnActionMoreTimeThanARequest() {
        Promise<SnsReply> reply = Promise.promise();
        VirtualTime time = new VirtualTime(Instant.now());
        endpoint.with("CARILLON_SNS_REQUEST_DEADLINE", "100ms")
                .by(time)
                .answering(call -> reply.future())
                .start();
        try (RawConnection connection = endpoint.connect();
                RawConnection slow = endpoint.connect()) {
            connection.send(link());
            await().until(() -> endpoint.calls().size() == 1);
            slow.send("GET");
            await().until(() -> {
                time.advance(Duration.ofMillis(50));
                return !slow.accepts("x");
            });

            reply.complete(SnsReply.ok("late".getBytes(StandardCharsets.UTF_8), WireProtocol.QUERY));

            assertThat(connection.reply().body()).isEqualTo("late");
        }
    }

    @Test
    void closesAConnectionOnWhichNothingHappens() {
        endpoint.with("CARILLON_SNS_IDLE_TIMEOUT", "1s").start();
        try (RawConnection connection = endpoint.connect()) {
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    @Test
    void takesNoMoreConnectionsOfOneAddressThanAllowed() {
        endpoint.with("CARILLON_LIMITS_CONNECTIONS_PER_ADDRESS", "2").start();
        RawConnection first = endpoint.connect();
        try (RawConnection second = endpoint.connect()) {
            assertThat(first.send(link()).reply().status()).isEqualTo(200);
            assertThat(second.send(link()).reply().status()).isEqualTo(200);
            try (RawConnection third = endpoint.connect()) {
                assertThat(third.isClosedByServer()).isTrue();
            }

            first.close();

            await().until(this::isServed);
        }
    }

    @Test
    @Keeps("refusal.in-flight")
    void refusesMoreRequestsInFlightThanAllowed() {
        Promise<SnsReply> reply = Promise.promise();
        endpoint.with("CARILLON_SNS_MAX_IN_FLIGHT", "1")
                .answering(call -> reply.future())
                .start();
        List<RawConnection> connections = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            connections.add(endpoint.connect().send(link()));
        }

        // One for each of the two event loops.
        await().until(() -> endpoint.refusals("Throttled") == 4);
        reply.complete(SnsReply.ok("done".getBytes(StandardCharsets.UTF_8), WireProtocol.QUERY));

        assertThat(connections)
                .extracting(connection -> connection.reply().status())
                .containsOnly(200, 429)
                .filteredOn(status -> status == 200)
                .hasSize(2);
        connections.forEach(RawConnection::close);
    }

    @Test
    @Keeps("refusal.in-flight")
    void aReplyThatIsNotTakenTakesNobodysPlace() {
        endpoint.holding(1L << 30)
                .with("CARILLON_SNS_MAX_IN_FLIGHT", "1")
                .with("CARILLON_SNS_REQUEST_DEADLINE", "10m")
                .answering(call -> Future.succeededFuture(SnsReply.ok(new byte[16 << 20], WireProtocol.QUERY)))
                .start();
        List<RawConnection> takingNothing = takeNothing();

        assertThat(send(link()).status()).isEqualTo(200);
        assertThat(endpoint.refusals("Throttled")).isZero();
        takingNothing.forEach(RawConnection::close);
    }

    @Test
    @Keeps("refusal.in-flight")
    void holdsNoMoreBytesOfRequestsThanAllowed() {
        endpoint.holding(300_000).start();
        String head = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 200000\r\n\r\n";
        try (RawConnection holding = endpoint.connect()) {
            holding.send(head + "x".repeat(199_999));

            await().untilAsserted(() -> assertError(send(head + "x".repeat(200_000)), 429, "Throttled"));

            assertError(holding.send("x").reply(), 403, "MissingAuthenticationToken");
        }
        assertError(send(head + "x".repeat(200_000)), 403, "MissingAuthenticationToken");
    }

    @Test
    void repliesThatAreTakenNeedNoRoom() {
        endpoint.holding(3_000)
                .answering(call -> Future.succeededFuture(SnsReply.ok(new byte[100_000], WireProtocol.QUERY)))
                .start();
        String head = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4000\r\n\r\n";
        try (RawConnection connection = endpoint.connect()) {
            assertThat(connection.send(link()).reply().body()).hasSize(100_000);

            assertError(connection.send(head + "x".repeat(4_000)).reply(), 429, "Throttled");
        }
    }

    @Test
    void cutsOffRepliesThatAreNotTakenWhenTheyAreTooMany() {
        endpoint.with("CARILLON_SNS_REQUEST_DEADLINE", "10m")
                .holding(48 << 20)
                .answering(call -> Future.succeededFuture(SnsReply.ok(new byte[16 << 20], WireProtocol.QUERY)))
                .start();
        List<RawConnection> takingNothing = takeNothing();
        // Whoever took a reply before would make room for the last one.
        await().until(() -> takingNothing.stream().anyMatch(connection -> !connection.accepts("\r\n")));

        // Those that are cut off have what was on the way; the others have all.
        assertThat(takingNothing)
                .extracting(connection -> connection.rest(16 << 20) >= 16 << 20)
                .contains(true, false);
        takingNothing.forEach(RawConnection::close);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /elsewhere HTTP/1.1\r\nHost: h\r\n\r\n",
                "DELETE / HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: h\r\n bad\0header\r\n\r\n",
            })
    @Keeps("refusal.strangers")
    void doesNotListenToAnAddressThatSendsTooMuchOfWhatIsNoCall(String stray) {
        endpoint.with("CARILLON_LIMITS_FAILED_AUTHENTICATIONS_PER_SECOND", "3")
                .by(new VirtualTime(Instant.now()))
                .start();
        for (int i = 0; i < 3; i++) {
            assertThat(send(stray).status()).isIn(400, 404, 405);
        }

        assertError(send(stray), 429, "Throttled");
        assertError(send(link()), 429, "Throttled");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: many\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
                "POST / HTTP/1.1\r\nHost: h\r\n bad\0header\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nnot a length\r\nabc\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: identity\r\nContent-Length: 2\r\n\r\nhi",
                "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: xchunked\r\nContent-Length: 2\r\n\r\nhi",
                "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: gzip\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.0\r\nHost: h\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            })
    void endsTheConnectionOfWhatIsNotHttp(String request) {
        endpoint.start();
        try (RawConnection connection = endpoint.connect()) {
            assertThat(connection.send(request).rest()).matches("(?s)(HTTP/1.[01] 400 .*)?");
        }
        assertThat(isServed()).isTrue();
        assertThat(endpoint.calls()).hasSize(1);
    }

    @Test
    @Keeps("wire.request-id")
    void refusesAnInitialLineAndHeadersThatAreTooLong() {
        endpoint.start();
        String line = "GET /?Action=" + "x".repeat(5_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        String headers = "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(9_000) + "\r\n\r\n";

        assertError(send(line), 414, "InvalidParameter");
        assertError(send(headers), 431, "InvalidParameter");
    }

    @Test
    @Keeps({"wire.error-type", "refusal.internal"})
    void answersInternalErrorForABugOfOurs() {
        endpoint.answering(call -> {
                    throw new IllegalStateException("a bug");
                })
                .start();

        Reply reply = send(link());

        assertError(reply, 500, "InternalError");
        assertThat(reply.body()).contains("<Type>Receiver</Type>").doesNotContain("a bug");
    }

    @Test
    @Keeps("refusal.internal")
    void answersInternalErrorForAnErrorToo() {
        endpoint.answering(call -> {
                    throw new StackOverflowError("too deep");
                })
                .start();

        assertError(send(link()), 500, "InternalError");
    }

    @Test
    void forgetsAClientThatLeftInTheMiddle() {
        Promise<SnsReply> reply = Promise.promise();
        endpoint.with("CARILLON_SNS_MAX_IN_FLIGHT", "1")
                .with("CARILLON_LIMITS_CONNECTIONS_PER_ADDRESS", "4")
                .answering(call -> call.request().has("Wait")
                        ? reply.future()
                        : Future.succeededFuture(SnsReply.ok(new byte[0], WireProtocol.QUERY)))
                .start();
        for (int i = 0; i < 4; i++) {
            RawConnection halfBody = endpoint.connect();
            halfBody.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000\r\n\r\n" + "x".repeat(100_000));
            halfBody.close();
        }
        await().until(this::isServed);
        RawConnection beforeReply = endpoint.connect();
        beforeReply.send("GET /?Action=Unsubscribe&Wait HTTP/1.1\r\nHost: h\r\n\r\n");
        await().until(() ->
                endpoint.calls().stream().anyMatch(call -> call.request().has("Wait")));
        beforeReply.close();

        reply.complete(SnsReply.ok(new byte[0], WireProtocol.QUERY));

        for (int i = 0; i < 8; i++) {
            await().until(this::isServed);
        }
    }

    @Test
    void countsClientsBehindAProxyByTheAddressThatItTells() {
        endpoint.with("CARILLON_PROXY_PROTOCOL", "true")
                .with("CARILLON_LIMITS_FAILED_AUTHENTICATIONS_PER_SECOND", "3")
                .by(new VirtualTime(Instant.now()))
                .start();
        String stray = "GET /elsewhere HTTP/1.1\r\nHost: h\r\n\r\n";
        try (RawConnection noisy = endpoint.connect().send(proxied("192.0.2.7"));
                RawConnection quiet = endpoint.connect().send(proxied("192.0.2.8"))) {
            for (int i = 0; i < 3; i++) {
                assertThat(noisy.send(stray).reply().status()).isEqualTo(404);
            }

            assertThat(noisy.send(link()).reply().status()).isEqualTo(429);
            assertThat(quiet.send(link()).reply().status()).isEqualTo(200);
        }
    }

    @Test
    void takesNoConnectionThatDoesNotSayFromWhereWhereAProxyWould() {
        endpoint.with("CARILLON_PROXY_PROTOCOL", "true").start();
        try (RawConnection direct = endpoint.connect().send(link())) {
            assertThat(direct.isClosedByServer()).isTrue();
        }
    }

    private static String proxied(String client) {
        return "PROXY TCP4 " + client + " 198.51.100.1 40000 443\r\n";
    }

    /** Four that do not read what they are answered. */
    private List<RawConnection> takeNothing() {
        List<RawConnection> connections = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            connections.add(endpoint.connect().send(link()));
        }
        await().until(() -> endpoint.calls().size() == 4);
        return connections;
    }

    private boolean isServed() {
        try (RawConnection connection = endpoint.connect()) {
            return connection.send(link()).reply().status() == 200;
        } catch (UncheckedIOException refused) {
            return false;
        }
    }

    private static String link() {
        return "GET /?Action=Unsubscribe HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    /** A publish whose form is of just this size. */
    private static Map<String, String> publishOf(int size) {
        int overhead = "Message=&Action=Publish&Other=".length() + 1_000_000;
        return Map.of("Action", "Publish", "Message", "m".repeat(1_000_000), "Other", "o".repeat(size - overhead));
    }

    private static void assertError(Reply reply, int status, String code) {
        assertThat(reply.body())
                .contains(
                        "<Code>" + code + "</Code>", "<RequestId>" + reply.header("x-amzn-RequestId") + "</RequestId>");
        assertThat(reply.status()).isEqualTo(status);
    }

    private Reply send(String request) {
        try (RawConnection connection = endpoint.connect()) {
            return connection.send(request).reply();
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
