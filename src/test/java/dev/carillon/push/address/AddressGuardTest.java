package dev.carillon.push.address;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.push.TestDelivery;
import dev.carillon.push.address.AddressVerdict.Allowed;
import dev.carillon.push.address.AddressVerdict.Forbidden;
import dev.carillon.push.address.AddressVerdict.Unresolvable;
import dev.carillon.testing.Keeps;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.dns.AddressResolverOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
    private static final String PUBLIC = "93.184.215.14";

    private final TestNameServer names = new TestNameServer();
    private final Vertx vertx = Vertx.vertx(new VertxOptions()
            .setAddressResolverOptions(new AddressResolverOptions()
                    .setServers(List.of(names.address()))
                    .setQueryTimeout(1_000)));

    AddressGuardTest() throws SocketException {
        names.put("loopback.example", "127.0.0.1");
        names.put("public.example", PUBLIC, "2606:2800:21f:cb07:6820:80da:af6b:8b2c");
        names.put("rebinding.example", PUBLIC, "10.0.0.1");
        names.put("database.example", "10.0.0.9");
        names.put("changing.example", PUBLIC);
    }

    @AfterEach
    void close() {
        vertx.close().await();
        names.close();
    }

    @Test
    void allowsAPublicNameWithItsAddresses() {
        AddressVerdict verdict = check(guard(false, List.of()), "https://public.example/x");

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Allowed.class,
                        allowed -> assertThat(allowed.addresses())
                                .extracting(InetAddress::getHostAddress)
                                .startsWith(PUBLIC)
                                .isSubsetOf(PUBLIC, "2606:2800:21f:cb07:6820:80da:af6b:8b2c"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://rebinding.example/",
                "http://loopback.example/",
                "http://127.0.0.1/",
                "http://[::1]/",
                "http://[::ffff:127.0.0.1]/",
                "http://[64:ff9b::a9fe:a9fe]/latest/meta-data/",
                "http://169.254.169.254/latest/meta-data/",
                "http://0.0.0.0/",
                "http://2130706433/",
                "gopher://public.example/"
            })
    @Keeps({"address.private", "address.all-of-a-name"})
    void forbidsWhereOneAddressIsClosed(String url) {
        assertThat(check(guard(false, List.of()), url)).isEqualTo(new Forbidden());
    }

    @Test
    void opensPrivateNetworksOnRequest() {
        assertThat(check(guard(true, List.of()), "http://rebinding.example/")).isInstanceOf(Allowed.class);
        assertThat(check(guard(false, List.of("10.0.0.0/24")), "http://rebinding.example/"))
                .isInstanceOf(Allowed.class);
    }

    @Test
    @Keeps("address.all-of-a-name")
    void oneClosedAddressOfEitherFamilyClosesAName() throws UnknownHostException {
        List<InetAddress> both = List.of(InetAddress.getByName(PUBLIC), InetAddress.getByName("fd00:ec2::254"));

        assertThat(guard(true, List.of("fd00::/8")).verdict(both, 80)).isEqualTo(new Forbidden());
        assertThat(guard(true, List.of()).verdict(both.subList(0, 1), 80)).isEqualTo(new Allowed(both.subList(0, 1)));
    }

    @Test
    @Keeps("address.own-ports")
    void neverOpensTheBrokersOwnPortsOnAnyAddressOfTheMachine() throws SocketException {
        AddressGuard guard = guard(true, List.of("0.0.0.0/0", "::/0"));

        assertThat(check(guard, "http://127.0.0.1:8081/")).isEqualTo(new Forbidden());
        assertThat(check(guard, "http://127.9.9.9:8081/")).isEqualTo(new Forbidden());
        assertThat(check(guard, "http://[::1]:8081/")).isEqualTo(new Forbidden());
        assertThat(check(guard, "http://0.0.0.0:8081/")).isEqualTo(new Forbidden());
        assertThat(check(guard, "http://127.0.0.1:8082/")).isInstanceOf(Allowed.class);
        NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(java.net.Inet4Address.class::isInstance)
                .forEach(own -> assertThat(check(guard, "http://" + own.getHostAddress() + ":8081/"))
                        .isEqualTo(new Forbidden()));
    }

    /** The machine, the gateway or the kernel of a self-hoster may take these for the address in them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[::ffff:127.0.0.1]",
                "[::127.0.0.1]",
                "[64:ff9b::7f00:1]",
                "[2002:7f00:1::]",
                "[2001:0:7f00:1::]",
                "[2001::80ff:fffe]"
            })
    @Keeps("address.own-ports")
    void neverOpensThemInAnotherForm(String host) {
        AddressGuard guard = guard(true, List.of("0.0.0.0/0", "::/0"));

        assertThat(check(guard, "http://" + host + ":8081/")).isEqualTo(new Forbidden());
        assertThat(check(guard, "http://" + host + ":8082/")).isInstanceOf(Allowed.class);
    }

    @Test
    @Keeps("address.own-ports")
    void neverOpensTheDatabase() {
        AddressGuard guard = guard(true, List.of("0.0.0.0/0"));

        assertThat(check(guard, "http://database.example:5432/")).isEqualTo(new Forbidden());
        assertThat(check(guard, "http://[64:ff9b::a00:9]:5432/")).isEqualTo(new Forbidden());
        assertThat(check(guard, "http://database.example:5433/")).isInstanceOf(Allowed.class);
    }

    @Test
    @Keeps("address.own-ports")
    void aDatabaseOnThisMachineIsClosedOnAllItsAddresses() {
        ClosedPorts closed =
                new ClosedPorts(Set.of(), Set.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 5432)));
        AddressGuard guard = new AddressGuard(vertx, TestDelivery.networks(true, List.of("0.0.0.0/0")), closed);

        assertThat(check(guard, "http://0.0.0.0:5432/")).isEqualTo(new Forbidden());
        assertThat(check(guard, "http://127.0.0.2:5432/")).isEqualTo(new Forbidden());
        assertThat(check(guard, "http://127.0.0.2:5433/")).isInstanceOf(Allowed.class);
    }

    @Test
    @Keeps("address.every-attempt")
    void looksEachTimeWhereANameLeads() {
        AddressGuard guard = guard(false, List.of());
        assertThat(check(guard, "http://changing.example/")).isInstanceOf(Allowed.class);

        names.put("changing.example", "127.0.0.1");

        assertThat(check(guard, "http://changing.example/")).isEqualTo(new Forbidden());
    }

    @Test
    void saysWhenANameHasNoAddress() {
        assertThat(check(guard(true, List.of()), "http://unknown.example/")).isEqualTo(new Unresolvable());
    }

    private AddressGuard guard(boolean isPrivateOpen, List<String> networks) {
        ClosedPorts closed = new ClosedPorts(Set.of(8081), Set.of(new InetSocketAddress("10.0.0.9", 5432)));
        return new AddressGuard(vertx, TestDelivery.networks(isPrivateOpen, networks), closed);
    }

    private static AddressVerdict check(AddressGuard guard, String url) {
        return guard.check(url).await();
    }
}
