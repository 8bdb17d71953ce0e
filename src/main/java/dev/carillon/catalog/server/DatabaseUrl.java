package dev.carillon.catalog.server;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code postgresql://user:password@host:port/database?sslmode=…&sslrootcert=…}, percent-encoded where needed, as libpq
 * writes it. Two drivers read it: that of the broker and that of the migrations.
 *
 * @param parameters {@code sslmode} and {@code sslrootcert}, with the meanings they have in libpq
 */
public record DatabaseUrl(
        String host, int port, String database, String user, String password, Map<String, String> parameters) {
    public static final String SCHEMA = "carillon";

    private static final int DEFAULT_PORT = 5432;

    /** Not {@link URI#getHost}: that knows no underscore, which the names of Compose's services may have. */
    private static final Pattern SERVER =
            Pattern.compile("((?<user>[^@]*)@)?(?<host>\\[[0-9A-Za-z:.%]+]|[A-Za-z0-9._-]+)(:(?<port>[0-9]{1,5})?)?");

    private static final String USER = "user";
    private static final String HOST = "host";
    private static final String PORT = "port";
    private static final String SSL_MODE = "sslmode";
    private static final String SSL_ROOT_CERT = "sslrootcert";
    private static final List<String> SSL_MODES =
            List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

    public DatabaseUrl {
        parameters = Map.copyOf(parameters);
    }

    /** Says what is wrong without repeating the URL, which holds a password. */
    static DatabaseUrl parse(String text) throws CatalogStartException {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException malformed) {
            throw wrong("is not a URL: " + malformed.getReason() + " (encode special characters by percent signs)");
        }
        if (!List.of("postgresql", "postgres").contains(String.valueOf(uri.getScheme()))) {
            throw wrong("must begin with postgresql://");
        }
        Matcher server = SERVER.matcher(String.valueOf(uri.getRawAuthority()));
        if (!server.matches()) {
            throw wrong("must name one host");
        }
        String path = uri.getRawPath();
        if (path == null || path.length() < 2 || path.indexOf('/', 1) >= 0) {
            throw wrong("must end in /database");
        }
        String[] userInfo = Optional.ofNullable(server.group(USER)).orElse("").split(":", 2);
        if (userInfo[0].isEmpty()) {
            throw wrong("must name a user");
        }
        return new DatabaseUrl(
                server.group(HOST).replaceAll("[\\[\\]]", ""),
                Optional.ofNullable(server.group(PORT)).map(Integer::valueOf).orElse(DEFAULT_PORT),
                decode(path.substring(1)),
                decode(userInfo[0]),
                userInfo.length > 1 ? decode(userInfo[1]) : "",
                parameters(uri.getRawQuery() == null ? "" : uri.getRawQuery()));
    }

    /** Without user and password, which JDBC takes apart from it. */
    String jdbcUrl() {
        StringBuilder url = new StringBuilder("jdbc:postgresql://")
                .append(host.contains(":") ? "[" + host + "]" : host)
                .append(':')
                .append(port)
                .append('/')
                .append(encode(database))
                .append("?connectTimeout=5&socketTimeout=120&ApplicationName=carillon-migrations");
        parameters.forEach(
                (name, value) -> url.append('&').append(name).append('=').append(encode(value)));
        return url.toString();
    }

    /** One of libpq's words, and its choice when the URL has none. */
    public String sslMode() {
        return parameters.getOrDefault(SSL_MODE, "prefer");
    }

    /** The file of the authorities to believe in the modes that verify; empty when the URL names none. */
    public Optional<String> sslRootCert() {
        return Optional.ofNullable(parameters.get(SSL_ROOT_CERT));
    }

    private static Map<String, String> parameters(String query) throws CatalogStartException {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            String[] nameAndValue = pair.split("=", 2);
            String name = decode(nameAndValue[0]);
            String value = nameAndValue.length > 1 ? decode(nameAndValue[1]) : "";
            if (!List.of(SSL_MODE, SSL_ROOT_CERT).contains(name)) {
                throw wrong("has a parameter " + name + "; there are sslmode and sslrootcert");
            }
            if (name.equals(SSL_MODE) && !SSL_MODES.contains(value)) {
                throw wrong("has another sslmode than " + String.join(", ", SSL_MODES));
            }
            parameters.put(name, value);
        }
        return parameters;
    }

    /** A plus sign stays one: this is no form. */
    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static CatalogStartException wrong(String what) {
        return new CatalogStartException("database.url " + what);
    }

    @Override
    public String toString() {
        return "DatabaseUrl[" + host + ":" + port + "/" + database + "]";
    }
}
