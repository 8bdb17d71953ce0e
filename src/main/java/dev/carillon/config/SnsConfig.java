package dev.carillon.config;

import dev.carillon.model.ByteSize;
import dev.carillon.model.Region;
import java.net.URI;
import java.time.Duration;

/**
 * The SNS endpoint.
 *
 * @param publicUrl what clients and messages are told; may hold {@code {region}}
 * @param partition the second element of every ARN
 * @param maxBody of a request
 * @param requestDeadline for the header and body of one request, and for its reply to be taken
 * @param idleTimeout of a connection
 * @param maxInFlight requests in flight on one event loop, and appends under way in the whole broker, over which more are
 *     refused
 */
public record SnsConfig(
        String publicUrl,
        String partition,
        ByteSize maxBody,
        Duration requestDeadline,
        Duration idleTimeout,
        int maxInFlight) {
    static SnsConfig read(Settings settings, ListenConfig listen, TlsConfig tls) {
        String publicUrl = settings.value(
                "public-sns-url",
                "",
                "an http or https URL without a path, which may hold {region}",
                SnsConfig::checkedUrl);
        return new SnsConfig(
                publicUrl.isEmpty() ? usualUrl(listen, tls) : publicUrl,
                settings.value("sns.partition", "scw", "lower-case letters, digits and hyphens", text -> {
                    Settings.requireThat(text.matches("[a-z][a-z0-9-]{0,31}"));
                    return text;
                }),
                settings.size("sns.max-body", "1229KiB", "16KiB", "16MiB"),
                settings.duration("sns.request-deadline", "10s", "100ms", "10m"),
                settings.duration("sns.idle-timeout", "60s", "1s", "1h"),
                settings.number("sns.max-in-flight", 4_096, 1, 1_000_000));
    }

    SnsConfig movedTo(ListenConfig before, ListenConfig after, TlsConfig tls) {
        String movedUrl = publicUrl.equals(usualUrl(before, tls)) ? usualUrl(after, tls) : publicUrl;
        return new SnsConfig(movedUrl, partition, maxBody, requestDeadline, idleTimeout, maxInFlight);
    }

    private static String usualUrl(ListenConfig listen, TlsConfig tls) {
        return (tls.isEnabled() ? "https" : "http") + "://localhost:" + listen.snsPort();
    }

    /** Messages carry the URL, so that a slash too many would break their links. */
    private static String checkedUrl(String text) {
        if (text.isEmpty()) {
            return text;
        }
        URI url = URI.create(text.replace("{region}", "region"));
        Settings.requireThat(("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                && url.getHost() != null
                && url.getRawPath().isEmpty()
                && url.getRawQuery() == null
                && url.getRawFragment() == null
                && url.getRawUserInfo() == null);
        return text;
    }

    public String publicUrl(Region region) {
        return publicUrl.replace("{region}", region.name());
    }
}
