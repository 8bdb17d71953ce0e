package dev.carillon.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carillon.model.TimeSource;
import dev.carillon.push.AttemptOutcome.Delivered;
import dev.carillon.push.AttemptOutcome.Permanent;
import dev.carillon.push.AttemptOutcome.Retryable;
import dev.carillon.push.address.AddressGuard;
import dev.carillon.push.address.ClosedPorts;
import dev.carillon.push.address.TestNameServer;
import dev.carillon.testing.Keeps;
import dev.carillon.testing.RecordingEndpoint;
import dev.carillon.testing.RecordingEndpoint.Received;
import dev.carillon.testing.Reply;
import dev.carillon.testing.Reply.Ending;
import dev.carillon.testing.TestCertificate;
import dev.carillon.testing.Unread;
import dev.carillon.testing.VirtualTime;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.dns.AddressResolverOptions;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.transport.Transport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class WebClientTest {
    private final TestNameServer names = new TestNameServer();
    private final Vertx vertx = Vertx.builder()
            .with(new VertxOptions()
                    .setAddressResolverOptions(new AddressResolverOptions().setServers(List.of(names.address()))))
            .withTransport(transport())
            .build();
    private final TimeSource time = new VirtualTime();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final RecordingEndpoint endpoint = open(RecordingEndpoint.start());

    WebClientTest() throws IOException {}

    Transport transport() {
        return Transport.NIO;
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().await();
        names.close();
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    @Test
    @Keeps("endpoint.post")
    void postsTheBodyAndTheHeadersToThePathAndQuery() {
        WebMessage message = new WebMessage(
                endpoint.url("/f/1?x=%20y"),
                MultiMap.caseInsensitiveMultiMap().add("x-amz-sns-message-type", "Notification"),
                Buffer.buffer("the message"));

        assertThat(client().post(message).await()).isEqualTo(new Delivered(200));

        Received got = endpoint.received().get(0);
        assertThat(got.method()).isEqualTo("POST");
        assertThat(got.uri()).isEqualTo("/f/1?x=%20y");
        assertThat(got.text()).isEqualTo("the message");
        assertThat(got.header("x-amz-sns-message-type")).isEqualTo("Notification");
        assertThat(got.header("Host")).isEqualTo("127.0.0.1:" + endpoint.port());
        assertThat(got.header("Content-Length")).isEqualTo("11");
        assertThat(got.header("Authorization")).isEmpty();
    }

    /** An address of IPv4 in the form of IPv6, which any machine can be reached by. */
    @Test
    @Keeps("endpoint.post")
    void namesAnAddressOfIpv6InItsBrackets() {
        String url = "http://[::ffff:127.0.0.1]:" + endpoint.port() + "/";

        assertThat(post(client(), url)).isEqualTo(new Delivered(200));
        assertThat(endpoint.received().get(0).header("Host")).isEqualTo("[::ffff:127.0.0.1]:" + endpoint.port());
    }

    @Test
    void dividesEndpointsAmongAllEventLoops() {
        Set<String> threads = ConcurrentHashMap.newKeySet();
        WebClient client = client(new TestDelivery(), new HttpClientOptions(), new TimeSource() {
            /** Asked at the end of each attempt, where that runs. */
            @Override
            public Instant now() {
                threads.add(Thread.currentThread().getName());
                return time.now();
            }

            @Override
            public long nanoTime() {
                return time.nanoTime();
            }
        });

        // Of so many, none falling to one of the loops would be a matter of luck that nobody has.
        Future.all(IntStream.range(0, 200)
                        .mapToObj(i -> client.post(message(endpoint.url("/" + i))))
                        .toList())
                .await();

        assertThat(threads).hasSize(VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    @Keeps("outcome.delivered")
    void countsEvery2xxAsDelivered(int status) {
        endpoint.script("/", Reply.status(status));

        assertThat(post(client(), endpoint.url("/"))).isEqualTo(new Delivered(status));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 599})
    @Keeps("outcome.retryable")
    void retriesWhatMayPass(int status) {
        endpoint.script("/", Reply.status(status));

        assertThat(post(client(), endpoint.url("/"))).isEqualTo(new Retryable(status, "status", Duration.ZERO));
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 304, 400, 401, 403, 404, 410, 413, 499})
    @Keeps("outcome.permanent")
    void givesUpOnWhatWillNotPass(int status) {
        endpoint.script("/", Reply.status(status));

        assertThat(post(client(), endpoint.url("/"))).isEqualTo(new Permanent(status, "status"));
    }

    @ParameterizedTest
    @CsvSource({
        "120, 120",
        "'Thu, 15 Jan 2026 10:31:30 GMT', 90",
        "'Thursday, 15-Jan-26 10:31:30 GMT', 90",
        "'Thu Jan 15 10:31:30 2026', 90",
        "'Thu, 15 Jan 2026 10:00:00 GMT', 0",
        "-5, 0",
        "99999999999999999999, 999999999",
        "'2026-01-15T10:31:30Z', 0",
        "soon, 0"
    })
    @Keeps("outcome.retry-after")
    void tellsHowLongTheEndpointWantsToBeLeftAlone(String retryAfter, int seconds) {
        endpoint.script("/", Reply.status(503).header("Retry-After", retryAfter));

        assertThat(post(client(), endpoint.url("/")))
                .isEqualTo(new Retryable(503, "status", Duration.ofSeconds(seconds)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"100 Continue", "102 Processing", "103 Early Hints", "199 Nearly"})
    @Keeps("outcome.delivered")
    void readsOnBehindWhatIsNotTheAnswerYet(String interim) throws IOException {
        ServerSocket server = open(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        Future<Integer> served =
                vertx.executeBlocking(() -> answerTwoRequests(server, "HTTP/1.1 " + interim + "\r\nx-a: b\r\n\r\n"));
        WebClient client = client();
        String url = "http://127.0.0.1:" + server.getLocalPort() + "/";

        assertThat(post(client, url)).isEqualTo(new Delivered(202));
        assertThat(post(client, url)).isEqualTo(new Delivered(202));
        assertThat(served.await()).isEqualTo(2);
    }

    /** Over one connection, each with something ahead of its answer twice. */
    private static int answerTwoRequests(ServerSocket server, String ahead) throws IOException {
        byte[] answer = (ahead + ahead + "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        try (Socket socket = server.accept();
                BufferedReader requests =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            for (int i = 0; i < 2; i++) {
                readRequest(requests);
                socket.getOutputStream().write(answer);
            }
        }
        return 2;
    }

    private static void readRequest(BufferedReader requests) throws IOException {
        int bytes = 0;
        for (String line = requests.readLine(); !line.isEmpty(); line = requests.readLine()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                bytes = Integer.parseInt(
                        line.substring("content-length:".length()).trim());
            }
        }
        for (int i = 0; i < bytes; i++) {
            int unused = requests.read();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    @Keeps("outcome.redirects")
    void followsNoRedirect(int status) {
        endpoint.script("/", Reply.status(status).header("Location", endpoint.url("/elsewhere")));

        assertThat(post(client(), endpoint.url("/"))).isEqualTo(new Permanent(status, "status"));
        assertThat(endpoint.received("/elsewhere")).isEmpty();
    }

    @Test
    void sendsNoCookieBack() {
        endpoint.script("/", Reply.ok().header("Set-Cookie", "a=b"));
        WebClient client = client();

        post(client, endpoint.url("/"));
        post(client, endpoint.url("/"));

        assertThat(endpoint.received())
                .hasSize(2)
                .allSatisfy(got -> assertThat(got.header("Cookie")).isEmpty());
    }

    @Test
    @Keeps("outcome.timeout")
    void givesAHangingEndpointItsTimeAndNoMore() {
        endpoint.script("/", Reply.hang());

        assertThat(post(client(new TestDelivery().with("attempt-timeout", "300ms")), endpoint.url("/")))
                .isEqualTo(new Retryable(0, "timeout", Duration.ZERO));
    }

    @Test
    @Keeps("outcome.timeout")
    void anAnswerMayTakeFifteenSecondsUnlessItIsSet() {
        assertThat(new TestDelivery().config().attemptTimeout()).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    @Keeps("outcome.timeout")
    void countsTheTimeOfTheWholeAnswer() {
        endpoint.script("/", Reply.ok().body(10).ending(Ending.ENDLESS));

        assertThat(post(client(new TestDelivery().with("attempt-timeout", "300ms")), endpoint.url("/")))
                .isEqualTo(new Retryable(0, "timeout", Duration.ZERO));
    }

    @Test
    void waitsForAnAnswerThatComesInTime() {
        endpoint.script("/", Reply.ok().after(Duration.ofMillis(300)));

        assertThat(post(client(), endpoint.url("/"))).isEqualTo(new Delivered(200));
    }

    @Test
    void readsNoMoreThan64KiBOfAnAnswer() {
        endpoint.script(
                "/", Reply.ok().body(1 << 17).ending(Ending.ENDLESS), Reply.ok().body(1 << 16));
        WebClient client = client();

        assertThat(post(client, endpoint.url("/"))).isEqualTo(new Delivered(200));
        assertThat(post(client, endpoint.url("/"))).isEqualTo(new Delivered(200));
        assertThat(post(client, endpoint.url("/"))).isEqualTo(new Delivered(200));

        List<Integer> connections =
                endpoint.received().stream().map(Received::connection).toList();
        assertThat(connections.get(1)).isNotEqualTo(connections.get(0)).isEqualTo(connections.get(2));
    }

    @Test
    @Keeps("outcome.delivered")
    void takesAnAnswerWithManyHeaders() {
        endpoint.script("/", Reply.ok().header("Content-Security-Policy", "x".repeat(60_000)));

        assertThat(post(client(), endpoint.url("/"))).isEqualTo(new Delivered(200));
    }

    @Test
    @Keeps("outcome.no-answer")
    void retriesWhenTheConnectionIsClosedInPlaceOfAnAnswer() {
        endpoint.script("/", Reply.drop());

        assertThat(post(client(), endpoint.url("/"))).isEqualTo(new Retryable(0, "closed", Duration.ZERO));
        assertThat(endpoint.received()).hasSize(1);
    }

    @Test
    void anIdleConnectionThatWasClosedIsReplacedWithinTheAttempt() {
        endpoint.script("/", Reply.ok(), Reply.drop(), Reply.ok());
        WebClient client = client();

        assertThat(post(client, endpoint.url("/"))).isEqualTo(new Delivered(200));
        assertThat(post(client, endpoint.url("/"))).isEqualTo(new Delivered(200));

        assertThat(endpoint.received()).hasSize(3);
    }

    @Test
    @Keeps("outcome.no-answer")
    void retriesWhenNobodyListens() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        assertThat(post(client(), "http://127.0.0.1:" + port + "/"))
                .isEqualTo(new Retryable(0, "refused", Duration.ZERO));
    }

    @Test
    @Keeps("outcome.no-answer")
    void retriesWhenTheConnectionIsReset() throws IOException {
        ServerSocket server = open(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        Future<Void> reset = vertx.executeBlocking(() -> {
            try (Socket socket = server.accept()) {
                int unused = socket.getInputStream().read();
                // Closing now discards what was received, and sends a reset.
                socket.setSoLinger(true, 0);
            }
            return null;
        });

        assertThat(post(client(), "http://127.0.0.1:" + server.getLocalPort() + "/"))
                .isEqualTo(new Retryable(0, "closed", Duration.ZERO));
        reset.await();
    }

    @Test
    void keepsNoConnectionAndNoMessageForAnEndpointThatReadsNothing() throws Exception {
        ServerSocket server = open(new ServerSocket());
        server.setReceiveBufferSize(4_096);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Future<Socket> accepted = vertx.executeBlocking(server::accept);
        WebClient client = client(
                new TestDelivery().with("attempt-timeout", "300ms"), new HttpClientOptions().setSendBufferSize(4_096));
        Buffer body = Buffer.buffer(new byte[8 << 20]);

        AttemptOutcome outcome = client.post(new WebMessage(
                        "http://127.0.0.1:" + server.getLocalPort() + "/", MultiMap.caseInsensitiveMultiMap(), body))
                .await();

        assertThat(outcome).isEqualTo(new Retryable(0, "timeout", Duration.ZERO));
        assertThat(Unread.bytesOf(open(accepted.await()))).isLessThan(body.length());
    }

    @Test
    void givesUpOnAnEndpointThatNeverFinishesItsHandshake() throws IOException {
        ServerSocket server = open(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));

        assertThat(post(
                        client(new TestDelivery().with("attempt-timeout", "300ms")),
                        "https://127.0.0.1:" + server.getLocalPort() + "/"))
                .isEqualTo(new Retryable(0, "timeout", Duration.ZERO));
    }

    @Test
    void retriesWhatIsNoHttp() throws IOException {
        ServerSocket server = open(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        Future<Void> answered = vertx.executeBlocking(() -> {
            try (Socket socket = server.accept()) {
                int unused = socket.getInputStream().read();
                socket.getOutputStream().write("SSH-2.0-OpenSSH_9.6\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            return null;
        });

        AttemptOutcome outcome = post(client(), "http://127.0.0.1:" + server.getLocalPort() + "/");

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Retryable.class,
                        failed -> assertThat(failed.statusCode()).isZero());
        answered.await();
    }

    @Test
    @Keeps("address.dialled")
    void speaksTlsToTheNameWithTheAddressThatWasChecked() {
        TestCertificate certificate = TestCertificate.rsa("localhost");
        RecordingEndpoint secure = open(RecordingEndpoint.startTls(certificate));

        WebClient client = client(new TestDelivery(), trusting(certificate));

        assertThat(post(client, secure.url("localhost", "/"))).isEqualTo(new Delivered(200));
        assertThat(secure.received().get(0).header("Host")).isEqualTo("localhost:" + secure.port());
    }

    @Test
    @Keeps("outcome.no-answer")
    void retriesWhereTheCertificateIsOfAnotherName() {
        TestCertificate certificate = TestCertificate.rsa("localhost");
        RecordingEndpoint secure = open(RecordingEndpoint.startTls(certificate));
        names.put("other.example", "127.0.0.1");

        WebClient client = client(new TestDelivery(), trusting(certificate));

        assertThat(post(client, secure.url("other.example", "/"))).isEqualTo(new Retryable(0, "tls", Duration.ZERO));
        assertThat(secure.received()).isEmpty();
    }

    @Test
    @Keeps("outcome.no-answer")
    void retriesWhereNobodyVouchesForTheCertificate() {
        RecordingEndpoint secure = open(RecordingEndpoint.startTls(TestCertificate.rsa("localhost")));

        assertThat(post(client(), secure.url("localhost", "/"))).isEqualTo(new Retryable(0, "tls", Duration.ZERO));
    }

    @Test
    @Keeps("endpoint.user")
    void sendsTheUserOfTheUrlAsBasicAuthorization() {
        assertThat(post(client(), "http://al%40ice:s%3Acret@127.0.0.1:" + endpoint.port() + "/"))
                .isEqualTo(new Delivered(200));

        // Base64 of "al@ice:s:cret".
        assertThat(endpoint.received().get(0).header("Authorization")).isEqualTo("Basic YWxAaWNlOnM6Y3JldA==");
    }

    @Test
    @Keeps("endpoint.user")
    void answersAnEndpointThatAsksForItsUserByDigest() {
        endpoint.script(
                "/d",
                Reply.status(401)
                        .header("WWW-Authenticate", "Digest realm=\"r\", nonce=\"n\", qop=\"auth\"")
                        .body(100),
                Reply.ok());

        assertThat(post(client(), "http://al%40ice:s%3Acret@127.0.0.1:" + endpoint.port() + "/d?x=y"))
                .isEqualTo(new Delivered(200));

        Received answer = endpoint.received().get(1);
        assertThat(answer.text()).isEqualTo(endpoint.received().get(0).text()).isNotEmpty();
        assertThat(answer.header("Authorization"))
                .startsWith("Digest username=\"al@ice\", realm=\"r\", nonce=\"n\", uri=\"/d?x=y\", cnonce=\"");
    }

    @Test
    @Keeps("endpoint.user")
    void answersAChallengeOnce() {
        endpoint.script("/d", Reply.status(401).header("WWW-Authenticate", "Digest realm=\"r\", nonce=\"n\""));

        assertThat(post(client(), "http://alice:secret@127.0.0.1:" + endpoint.port() + "/d"))
                .isEqualTo(new Permanent(401, "status"));
        assertThat(endpoint.received()).hasSize(2);
        assertThat(post(client(), endpoint.url("/d"))).isEqualTo(new Permanent(401, "status"));
        assertThat(endpoint.received()).hasSize(3);
    }

    @Test
    @Keeps({"address.every-attempt", "address.dialled"})
    void dialsWhereANameLeadsNowAndNowhereElse() {
        names.put("function.example", "127.0.0.1");
        WebClient client = client();
        String url = "http://function.example:" + endpoint.port() + "/";

        assertThat(post(client, url)).isEqualTo(new Delivered(200));
        names.put("function.example", "127.0.0.1", "169.254.169.254");

        assertThat(post(client, url)).isEqualTo(new Permanent(0, "forbidden"));
        assertThat(endpoint.received())
                .singleElement()
                .satisfies(got -> assertThat(got.header("Host")).isEqualTo("function.example:" + endpoint.port()));
    }

    @Test
    @Keeps("address.dialled")
    void looksUpANameOnceAndDialsTheVeryAddressThatWasChecked() {
        names.putInTurn("rebinding.example", "127.0.0.1", "127.0.0.2");
        WebClient client = client();
        String url = "http://rebinding.example:" + endpoint.port() + "/";

        // Nobody listens at the second address: had it been looked up again, this would be refused.
        assertThat(post(client, url)).isEqualTo(new Delivered(200));
        assertThat(post(client, url)).isEqualTo(new Retryable(0, "refused", Duration.ZERO));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.2 127.0.0.1", "127.0.0.1 127.0.0.2", "::1 127.0.0.1", "127.0.0.2 127.0.0.3 127.0.0.1"})
    @Keeps("address.next")
    void reachesWhicheverOfANamesAddressesListens(String addresses) {
        names.put("function.example", addresses.split(" "));

        assertThat(post(client(), endpoint.url("function.example", "/"))).isEqualTo(new Delivered(200));
        assertThat(endpoint.received())
                .singleElement()
                .satisfies(got -> assertThat(got.header("Host")).isEqualTo("function.example:" + endpoint.port()));
    }

    @Test
    @Keeps("address.next")
    void anAddressThatNeverConnectsLeavesTimeForTheNext() throws IOException {
        TestCertificate certificate = TestCertificate.rsa("localhost");
        RecordingEndpoint secure = open(RecordingEndpoint.startTls(certificate));
        // Takes connections, and never says a word.
        var unused = open(new ServerSocket(secure.port(), 1, InetAddress.getByName("127.0.0.2")));
        names.put("function.example", "127.0.0.2", "127.0.0.1");

        WebClient client = client(
                new TestDelivery().with("attempt-timeout", "3s"),
                trusting(certificate).setVerifyHost(false));

        assertThat(post(client, secure.url("function.example", "/"))).isEqualTo(new Delivered(200));
    }

    @Test
    @Keeps("address.next")
    void anAddressThatEndsTheHandshakeIsAskedOnceAndNotBeforeTheOneThatWasReached() throws IOException {
        TestCertificate certificate = TestCertificate.rsa("localhost");
        RecordingEndpoint secure = open(RecordingEndpoint.startTls(certificate));
        ServerSocket closing = open(new ServerSocket(secure.port(), 1, InetAddress.getByName("127.0.0.2")));
        AtomicInteger asked = new AtomicInteger();
        Future<Void> unused = vertx.executeBlocking(() -> {
            while (true) {
                // Until it is closed, at the end of the test.
                closing.accept().close();
                asked.incrementAndGet();
            }
        });
        names.put("function.example", "127.0.0.2", "127.0.0.1");
        WebClient client = client(new TestDelivery(), trusting(certificate).setVerifyHost(false));

        assertThat(post(client, secure.url("function.example", "/"))).isEqualTo(new Delivered(200));
        assertThat(post(client, secure.url("function.example", "/"))).isEqualTo(new Delivered(200));
        assertThat(asked).hasValue(1);
    }

    @Test
    @Keeps("address.next")
    void whatFailsOnceThereIsAConnectionIsLeftToTheNextAttempt() throws IOException {
        ServerSocket closing = open(new ServerSocket(endpoint.port(), 1, InetAddress.getByName("127.0.0.2")));
        Future<Void> closed = vertx.executeBlocking(() -> {
            try (Socket socket = closing.accept()) {
                int unused = socket.getInputStream().read(new byte[4_096]);
            }
            return null;
        });
        names.put("function.example", "127.0.0.2", "127.0.0.1");

        assertThat(post(client(), endpoint.url("function.example", "/")))
                .isEqualTo(new Retryable(0, "closed", Duration.ZERO));
        closed.await();
        assertThat(endpoint.received()).isEmpty();
    }

    @Test
    void aCertificateOfAnotherNameIsNotAskedForAtTheNextAddress() {
        TestCertificate certificate = TestCertificate.rsa("localhost");
        RecordingEndpoint secure = open(RecordingEndpoint.startTls(certificate));
        // Whoever comes here would be refused, and not for his certificate.
        names.put("function.example", "127.0.0.1", "127.0.0.2");
        // A handshake that takes too long on a busy machine is no refused certificate.
        TestDelivery patient = new TestDelivery().with("attempt-timeout", "3m").with("connect-timeout", "1m");

        assertThat(post(client(patient, trusting(certificate)), secure.url("function.example", "/")))
                .isEqualTo(new Retryable(0, "tls", Duration.ZERO));
    }

    @Test
    @Keeps("outcome.no-answer")
    void retriesWhenNobodyListensAtAnyAddress() {
        names.put("function.example", "127.0.0.2", "127.0.0.3");

        assertThat(post(client(), endpoint.url("function.example", "/")))
                .isEqualTo(new Retryable(0, "refused", Duration.ZERO));
    }

    @Test
    void knocksAtNoMoreThanEightOfANamesAddresses() {
        String[] nine = {
            "127.0.0.2",
            "127.0.0.3",
            "127.0.0.4",
            "127.0.0.5",
            "127.0.0.6",
            "127.0.0.7",
            "127.0.0.8",
            "127.0.0.9",
            "127.0.0.1"
        };
        names.put("function.example", nine);

        assertThat(post(client(), endpoint.url("function.example", "/")))
                .isEqualTo(new Retryable(0, "refused", Duration.ZERO));
    }

    @ParameterizedTest
    @CsvSource({
        "http://10.0.0.1/, forbidden",
        "http://169.254.169.254/, forbidden",
        "http://0x7f.1/, url",
        "ftp://127.0.0.1/, url"
    })
    @Keeps({"address.every-attempt", "address.private"})
    void postsNothingWhereItMustNot(String url, String error) {
        assertThat(post(client(), url)).isEqualTo(new Permanent(0, error));
    }

    @Test
    void retriesANameWithoutAnAddress() {
        assertThat(post(client(), "http://nowhere.example/"))
                .isEqualTo(new Retryable(0, "unresolvable", Duration.ZERO));
    }

    @Test
    void usesConnectionsAgainAndNoMoreThanAllowed() {
        endpoint.script("/", Reply.ok().after(Duration.ofMillis(20)));
        WebClient client = client(new TestDelivery().with("per-origin", "4"));

        List<Future<AttemptOutcome>> all = IntStream.range(0, 8)
                .mapToObj(i -> client.post(message(endpoint.url("/"))))
                .toList();

        assertThat(all).allSatisfy(each -> assertThat(each.await()).isEqualTo(new Delivered(200)));
        assertThat(endpoint.received().stream().map(Received::connection).distinct())
                .hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void whatWaitedTooLongForAConnectionLeavesNoTrace() {
        endpoint.script("/hang", Reply.hang());
        WebClient client = client(new TestDelivery().with("per-origin", "1").with("attempt-timeout", "300ms"));

        Future<AttemptOutcome> hanging = client.post(message(endpoint.url("/hang")));
        Future<AttemptOutcome> waiting = client.post(message(endpoint.url("/waiting")));
        Future<AttemptOutcome> refused = client.post(message(endpoint.url("/refused")));

        assertThat(hanging.await()).isEqualTo(new Retryable(0, "timeout", Duration.ZERO));
        assertThat(waiting.await()).isInstanceOf(AttemptOutcome.class);
        assertThat(refused.await()).isInstanceOf(AttemptOutcome.class);
        await().atMost(5, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(post(client, endpoint.url("/"))).isEqualTo(new Delivered(200)));
    }

    @Test
    void completesOnTheCallersContext() {
        WebClient client = client();

        boolean isSame = Future.<Boolean>future(answer -> vertx.runOnContext(now -> {
                    io.vertx.core.Context caller = Vertx.currentContext();
                    client.post(message(endpoint.url("/")))
                            .onComplete(outcome -> answer.complete(Vertx.currentContext() == caller));
                }))
                .await();

        assertThat(isSame).isTrue();
    }

    @Test
    void letsWhatIsUnderWayEndWhenItCloses() {
        endpoint.script("/", Reply.ok().after(Duration.ofMillis(200)));
        WebClient client = client();
        Future<AttemptOutcome> underWay = client.post(message(endpoint.url("/")));

        Future<Void> closed = client.close();
        Future<AttemptOutcome> tooLate = client.post(message(endpoint.url("/")));
        closed.await();

        assertThat(underWay.result()).isEqualTo(new Delivered(200));
        assertThat(tooLate.await()).isEqualTo(new Retryable(0, "stopping", Duration.ZERO));
        assertThat(endpoint.received()).hasSize(1);
    }

    @Test
    void letsAnAttemptEndThoughTheVerticleThatAskedIsGone() {
        List<Throwable> thrown = new CopyOnWriteArrayList<>();
        vertx.exceptionHandler(thrown::add);
        endpoint.script("/", Reply.hang());
        WebClient client = client(new TestDelivery().with("attempt-timeout", "1s"));
        AskingVerticle.askAndGo(vertx, () -> client.post(message(endpoint.url("/"))));

        client.close().await();

        assertThat(thrown).isEmpty();
    }

    private WebClient client() {
        return client(new TestDelivery());
    }

    private WebClient client(TestDelivery delivery) {
        return client(delivery, new HttpClientOptions());
    }

    private WebClient client(TestDelivery delivery, HttpClientOptions options) {
        return client(delivery, options, time);
    }

    private WebClient client(TestDelivery delivery, HttpClientOptions options, TimeSource clock) {
        AddressGuard guard = new AddressGuard(vertx, delivery.config(), new ClosedPorts(Set.of(), Set.of()));
        return new WebClient(vertx, delivery.config(), guard, clock, options);
    }

    private static HttpClientOptions trusting(TestCertificate certificate) {
        return new HttpClientOptions()
                .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(certificate.certificate())));
    }

    private static AttemptOutcome post(WebClient client, String url) {
        return client.post(message(url)).await();
    }

    private static WebMessage message(String url) {
        return new WebMessage(url, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer("body"));
    }

    private <T extends AutoCloseable> T open(T resource) {
        opened.add(resource);
        return resource;
    }
}
