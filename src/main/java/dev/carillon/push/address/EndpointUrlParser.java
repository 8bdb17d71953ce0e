package dev.carillon.push.address;

import dev.carillon.model.IpAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@link EndpointUrl}s. The grammar is RFC 3986's, without fragments, zone ids and percent signs in hosts, and with
 * what browsers leave as it is in a query.
 */
final class EndpointUrlParser {
    private static final Pattern URL = Pattern.compile(
            "(?<scheme>https?)://"
                    + "((?<user>[A-Za-z0-9._~!$&'()*+,;=:%-]*)@)?"
                    + "(?<host>\\[[0-9A-Fa-f:.]{2,45}]|[A-Za-z0-9._-]{1,254})"
                    + "(:(?<port>[0-9]{1,5})?)?"
                    + "(?<path>/[A-Za-z0-9._~!$&'()*+,;=:@%/-]*+)?"
                    + "(?<query>\\?[!\"$-;=?-_a-z~\\[\\]{|}-]*+)?",
            Pattern.CASE_INSENSITIVE);

    /** A host that ends in a number is an IPv4 address to most readers, however it is spelled (WHATWG URL, 3.5). */
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(.*\\.)?([0-9]+|0[xX][0-9A-Fa-f]*)");

    private static final Pattern NAME =
            Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_-]{0,62})(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,62}))*");

    private EndpointUrlParser() {}

    static Optional<EndpointUrl> parse(String url) {
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            return Optional.empty();
        }
        boolean isTls = parts.group("scheme").equalsIgnoreCase("https");
        String host = host(parts.group("host").toLowerCase(Locale.ROOT));
        int usualPort = isTls ? 443 : 80;
        int port = parts.group("port") == null ? usualPort : Integer.parseInt(parts.group("port"));
        if (host.isEmpty() || port == 0 || port > 65_535) {
            return Optional.empty();
        }
        String shownHost = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        String path = parts.group("path") == null ? "/" : parts.group("path");
        return Optional.of(new EndpointUrl(
                isTls,
                host,
                port,
                port == usualPort ? shownHost : shownHost + ":" + port,
                parts.group("query") == null ? path : path + parts.group("query"),
                parts.group("user") == null ? "" : parts.group("user")));
    }

    /** Empty when it is neither a name nor an address. */
    private static String host(String text) {
        if (text.startsWith("[")) {
            String address = text.substring(1, text.length() - 1);
            return address.indexOf(':') >= 0 && IpAddress.parse(address).isPresent() ? address : "";
        }
        String host = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        if (ENDS_IN_NUMBER.matcher(host).matches()) {
            return IpAddress.parse(host).isPresent() ? host : "";
        }
        return NAME.matcher(host).matches() ? host : "";
    }
}
