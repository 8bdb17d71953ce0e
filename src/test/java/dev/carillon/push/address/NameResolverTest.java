package dev.carillon.push.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carillon.push.TestDelivery;
import dev.carillon.push.address.AddressVerdict.Allowed;
import dev.carillon.push.address.AddressVerdict.Forbidden;
import dev.carillon.push.address.AddressVerdict.Unresolvable;
import dev.carillon.testing.Keeps;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.dns.AddressResolverOptions;
import io.vertx.core.internal.VertxInternal;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the guard hears of a name, from name servers that answer as they like. */
class NameResolverTest {
    private static final String PUBLIC = "8.8.8.8";
    private static final String PUBLIC_SIX = "2001:4860:4860::8888";

    private final TestNameServer names = new TestNameServer();
    private final DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final Vertx vertx = vertx(List.of(names.address()), 1_000);
    private final AddressGuard guard = guard(vertx);

    NameResolverTest() throws SocketException {}

    @AfterEach
    void close() {
        vertx.close().await();
        silent.close();
        names.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"::1", "fd00::1", "::ffff:169.254.169.254", "64:ff9b::7f00:1"})
    @Keeps("address.all-of-a-name")
    void aClosedIpv6AddressClosesANameWhoseIpv4AddressComesFirst(String closed) {
        names.put("both.example", PUBLIC, closed);

        assertThat(check("http://both.example/")).isEqualTo(new Forbidden());
    }

    @Test
    @Keeps("address.all-of-a-name")
    void waitsForTheAddressesOfTheOtherFamily() throws IOException {
        names.put("late.example", PUBLIC, "::1");
        names.withhold("late.example");

        Future<AddressVerdict> first = guard.check("http://late.example/");
        await().until(() -> names.unsent() == 1);
        Future<AddressVerdict> meanwhile = guard.check("http://late.example/");
        names.tell();

        assertThat(first.await()).isEqualTo(new Forbidden());
        assertThat(meanwhile.await()).isEqualTo(new Forbidden());
        assertThat(names.lookups("late.example")).isEqualTo(1);
    }

    @Test
    void hasTheAddressesOfBothFamilies() throws UnknownHostException {
        names.put("both.example", PUBLIC_SIX, PUBLIC);

        assertThat(check("http://both.example/")).isEqualTo(allowed(PUBLIC, PUBLIC_SIX));
    }

    @Test
    void oneFamilyIsEnough() throws UnknownHostException {
        names.put("four.example", PUBLIC);
        names.put("six.example", PUBLIC_SIX);

        assertThat(check("http://four.example/")).isEqualTo(allowed(PUBLIC));
        assertThat(check("http://six.example/")).isEqualTo(allowed(PUBLIC_SIX));
    }

    @Test
    @Keeps("address.half-answered")
    void doesWithWhatHasComeWhenTheOtherQuestionIsNotAnswered() throws UnknownHostException {
        names.put("half.example", PUBLIC);
        names.put("half-closed.example", PUBLIC, "10.0.0.1");
        names.withhold("half.example");
        names.withhold("half-closed.example");

        assertThat(check("http://half.example/")).isEqualTo(allowed(PUBLIC));
        assertThat(check("http://half-closed.example/")).isEqualTo(new Forbidden());
    }

    /** Each question has longer than the whole look-up. */
    @Test
    @Keeps("address.half-answered")
    void waitsNoLongerThanItsPatience() throws UnknownHostException {
        names.put("half.example", PUBLIC);
        names.withhold("half.example");

        assertThat(found("half.example", names.address())).containsExactly(InetAddress.getByName(PUBLIC));
    }

    @Test
    void asksTheNextNameServerInTime() throws UnknownHostException {
        names.put("public.example", PUBLIC);

        assertThat(found("public.example", "127.0.0.1:" + silent.getLocalPort(), names.address()))
                .containsExactly(InetAddress.getByName(PUBLIC));
    }

    @Test
    void findsNothingWhereNobodyAnswers() {
        assertThat(found("public.example", "127.0.0.1:" + silent.getLocalPort()))
                .isEmpty();
    }

    @Test
    @Keeps("address.all-of-a-name")
    void keepsNoPartOfAnAnswerLongerThanAnother() {
        names.put("short.example", PUBLIC, "::1");
        names.keepFor(PUBLIC, 3_600);

        assertThat(check("http://short.example/")).isEqualTo(new Forbidden());
        assertThat(check("http://short.example/")).isEqualTo(new Forbidden());
        assertThat(names.lookups("short.example")).isEqualTo(2);
    }

    @Test
    void keepsAnAnswerForAsLongAsItMay() throws UnknownHostException {
        names.put("kept.example", PUBLIC, PUBLIC_SIX);
        names.keepFor(PUBLIC, 3_600);
        names.keepFor(PUBLIC_SIX, 2);

        assertThat(check("http://kept.example/")).isEqualTo(allowed(PUBLIC, PUBLIC_SIX));
        names.put("kept.example", "10.0.0.1");

        assertThat(check("http://kept.example/")).isEqualTo(allowed(PUBLIC, PUBLIC_SIX));
        await().untilAsserted(() -> assertThat(check("http://kept.example/")).isEqualTo(new Forbidden()));
    }

    @Test
    void keepsAnAnswerForAMinuteAtMost() throws UnknownHostException {
        InetAddress four = InetAddress.getByName(PUBLIC);
        InetAddress six = InetAddress.getByName(PUBLIC_SIX);
        Map<InetAddress, Long> timesToLive = Map.of(four, 3_600L, six, 1_800L);

        assertThat(NameAnswer.of(List.of(four), timesToLive).keepSeconds()).isEqualTo(60);
        assertThat(NameAnswer.of(List.of(four), Map.of(four, 5L)).keepSeconds()).isEqualTo(5);
        assertThat(NameAnswer.of(List.of(four, six), timesToLive).keepSeconds()).isEqualTo(60);
        assertThat(NameAnswer.of(List.of(four, six), Map.of(four, 5L, six, 7L)).keepSeconds())
                .isEqualTo(5);
    }

    /** Each would be checked at every attempt. */
    @Test
    @Keeps("address.every-attempt")
    void aNameWithMoreAddressesThanAnEndpointHasLeadsNowhere() throws UnknownHostException {
        List<InetAddress> many = new ArrayList<>();
        for (byte last = 0; last < 65; last++) {
            many.add(InetAddress.getByAddress(new byte[] {8, 8, 8, last}));
        }

        assertThat(NameAnswer.of(many, Map.of()).addresses()).isEmpty();
        assertThat(NameAnswer.of(many.subList(0, 64), Map.of()).addresses()).hasSize(64);
    }

    @Test
    @Keeps("address.all-of-a-name")
    void allLinesOfTheHostsFileCount() throws UnknownHostException {
        assertThat(check("http://two-lines.example/")).isEqualTo(new Forbidden());
        assertThat(check("http://Two-Families.example/")).isEqualTo(new Forbidden());
        assertThat(check("http://two-public-lines.example/")).isEqualTo(allowed(PUBLIC, "8.8.4.4", PUBLIC_SIX));
    }

    @Test
    void whoWaitsWhenItClosesIsTold() {
        names.put("late.example", PUBLIC);
        names.withhold("late.example");
        Future<AddressVerdict> waiting = guard.check("http://late.example/");
        await().until(() -> names.unsent() == 1);

        vertx.close().await();

        // Its context has no thread any more to wait on.
        assertThat(waiting.result()).isEqualTo(new Unresolvable());
    }

    private AddressVerdict check(String url) {
        return guard.check(url).await();
    }

    /** By one that has half a second, though a question has a minute. */
    private static List<InetAddress> found(String name, String... servers) {
        Vertx vertx = vertx(List.of(servers), 60_000);
        try {
            return new NameResolver((VertxInternal) vertx, Duration.ofMillis(500))
                    .addresses(name)
                    .await();
        } finally {
            vertx.close().await();
        }
    }

    private static AddressGuard guard(Vertx vertx) {
        return new AddressGuard(vertx, TestDelivery.networks(false, List.of()), new ClosedPorts(Set.of(), Set.of()));
    }

    private static Vertx vertx(List<String> servers, int queryTimeoutMillis) {
        return Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(2)
                .setAddressResolverOptions(new AddressResolverOptions()
                        .setServers(servers)
                        .setQueryTimeout(queryTimeoutMillis)
                        .setHostsValue(Buffer.buffer("""
                                        8.8.8.8 two-lines.example two-families.example two-public-lines.example
                                        127.0.0.1 two-lines.example
                                        ::1 Two-Families.example
                                        2001:4860:4860::8888 two-public-lines.example
                                        8.8.4.4 two-public-lines.example
                                        """))));
    }

    private static AddressVerdict allowed(String... addresses) throws UnknownHostException {
        List<InetAddress> all = new ArrayList<>();
        for (String each : addresses) {
            all.add(InetAddress.getByName(each));
        }
        return new Allowed(all);
    }
}
