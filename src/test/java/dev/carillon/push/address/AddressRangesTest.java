package dev.carillon.push.address;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.model.Cidr;
import dev.carillon.testing.Keeps;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** The ranges as the contract lists them, at random places and at both ends. */
@Tag("property")
class AddressRangesTest {
    private static final List<String> FORBIDDEN = List.of(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "::/128",
            "::1/128",
            "fc00::/7",
            "fe80::/10",
            "ff00::/8",
            "2001:db8::/32");
    private static final List<String> NEVER = List.of(
            "169.254.0.0/16",
            "fe80::/10",
            "fd00:ec2::254/128",
            "fd20:ce::254/128",
            "100.100.100.200/32",
            "192.0.0.192/32");
    private static final List<String> PRIVATE = List.of(
            "10.0.0.0/8", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7", "100.64.0.0/10");

    private final AddressRanges closed = new AddressRanges(false, List.of());
    private final AddressRanges privateOpen = new AddressRanges(true, List.of());
    private final AddressRanges allOpen = new AddressRanges(true, List.of("0.0.0.0/0", "::/0"));

    @Property
    @Keeps("address.private")
    void everyForbiddenRangeIsClosedByDefault(@ForAll("forbidden") byte[] address) {
        assertThat(closed.allows(address)).isFalse();
    }

    @Property
    @Keeps("address.never")
    void nothingOpensLinkLocalAndMetadataAddresses(@ForAll("never") byte[] address) {
        assertThat(allOpen.allows(address)).isFalse();
    }

    @Property
    @Keeps("address.open-private")
    void privateNetworksCanBeOpened(@ForAll("private") byte[] address) {
        assertThat(privateOpen.allows(address)).isEqualTo(allOpen.allows(address));
    }

    @Property
    @Keeps("address.allow-list")
    void theAllowListOpensWhatItNamesAndNothingElse(@ForAll("private") byte[] address) {
        AddressRanges one = new AddressRanges(false, List.of("10.1.0.0/16", "fd00:1::/32"));
        boolean isNamed = Cidr.parse("10.1.0.0/16").contains(address)
                || Cidr.parse("fd00:1::/32").contains(address);

        assertThat(one.allows(address)).isEqualTo(isNamed);
    }

    @Example
    @Keeps("address.allow-list")
    void whoOpensLoopbackOpensItInBothFamilies() {
        byte[] six = new byte[16];
        six[15] = 1;

        assertThat(new AddressRanges(false, List.of("127.0.0.0/8")).allows(six)).isTrue();
        assertThat(new AddressRanges(false, List.of("127.0.0.2/32")).allows(six))
                .isFalse();
    }

    @Property
    void whatIsEmbeddedDecides(@ForAll("ipv4") byte[] address) {
        for (byte[] outer : List.of(
                nat64(address),
                sixToFour(address),
                teredo(address, publicAddress()),
                teredo(publicAddress(), address))) {
            assertThat(closed.allows(outer)).isEqualTo(closed.allows(address));
            assertThat(privateOpen.allows(outer)).isEqualTo(privateOpen.allows(address));
        }
        assertThat(closed.allows(mapped(address))).isEqualTo(closed.allows(address));
    }

    @Property
    void thePublicInternetIsOpen(@ForAll("ipv4") byte[] address) {
        boolean isListed =
                FORBIDDEN.stream().anyMatch(range -> Cidr.parse(range).contains(address))
                        || Arrays.equals(address, new byte[] {(byte) 168, 63, (byte) 129, 16});

        assertThat(closed.allows(address)).isEqualTo(!isListed);
    }

    @Provide
    Arbitrary<byte[]> forbidden() {
        return inside(FORBIDDEN);
    }

    @Provide
    Arbitrary<byte[]> never() {
        return inside(NEVER);
    }

    @Provide("private")
    Arbitrary<byte[]> privateNetworks() {
        return inside(PRIVATE);
    }

    @Provide
    Arbitrary<byte[]> ipv4() {
        Arbitrary<byte[]> anywhere = Arbitraries.bytes().array(byte[].class).ofSize(4);
        return Arbitraries.oneOf(anywhere, inside(FORBIDDEN.subList(0, 15)));
    }

    /** Some address of one of the networks, its first and last ones more often than chance would have it. */
    private static Arbitrary<byte[]> inside(List<String> networks) {
        Arbitrary<Integer> ends = Arbitraries.of(-1, 0, 1);
        return Combinators.combine(Arbitraries.of(networks), ends, Arbitraries.longs())
                .as((network, end, seed) -> member(network, end, new java.util.Random(seed)));
    }

    private static byte[] member(String network, int end, java.util.Random random) {
        byte[] first = address(network.substring(0, network.indexOf('/')));
        int freeBits = first.length * 8 - Integer.parseInt(network.substring(network.indexOf('/') + 1));
        BigInteger last = BigInteger.ONE.shiftLeft(freeBits).subtract(BigInteger.ONE);
        BigInteger offset = end < 0 ? BigInteger.ZERO : end > 0 ? last : new BigInteger(freeBits, random);
        return fixed(new BigInteger(1, first).add(offset), first.length);
    }

    private static byte[] fixed(BigInteger value, int length) {
        byte[] bytes = value.toByteArray();
        byte[] fixed = new byte[length];
        int count = Math.min(length, bytes.length);
        System.arraycopy(bytes, bytes.length - count, fixed, length - count, count);
        return fixed;
    }

    private static byte[] publicAddress() {
        return new byte[] {8, 8, 4, 4};
    }

    private static byte[] nat64(byte[] inner) {
        byte[] outer = address("64:ff9b::");
        System.arraycopy(inner, 0, outer, 12, 4);
        return outer;
    }

    private static byte[] mapped(byte[] inner) {
        byte[] outer = new byte[16];
        outer[10] = (byte) 0xff;
        outer[11] = (byte) 0xff;
        System.arraycopy(inner, 0, outer, 12, 4);
        return outer;
    }

    private static byte[] sixToFour(byte[] inner) {
        byte[] outer = address("2002::1");
        System.arraycopy(inner, 0, outer, 2, 4);
        return outer;
    }

    private static byte[] teredo(byte[] server, byte[] client) {
        byte[] outer = address("2001::");
        System.arraycopy(server, 0, outer, 4, 4);
        for (int i = 0; i < 4; i++) {
            outer[12 + i] = (byte) ~client[i];
        }
        return outer;
    }

    private static byte[] address(String text) {
        try {
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }
}
