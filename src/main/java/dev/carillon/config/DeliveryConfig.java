package dev.carillon.config;

import dev.carillon.model.ByteSize;
import dev.carillon.model.Cidr;
import java.time.Duration;
import java.util.List;

/**
 * Pushing to endpoints.
 *
 * @param attemptTimeout from the start of an attempt to the end of its answer
 * @param window notifications under way to one subscription
 * @param perOrigin notifications under way to one host and port
 * @param inFlight bytes of all notifications under way
 * @param functionRetryWindow how long a lambda or sqs subscription is retried, and a dead-letter queue
 * @param confirmationsPerHour to one host and port, but for loopback and allowed networks
 * @param allowPrivateNetworks whether endpoints may be in loopback and private ranges
 * @param allowedNetworks CIDRs that are open although their range is forbidden
 * @param lambdaPayload what function URLs get
 * @param certificateUrlBase prefix of {@code SigningCertURL}, may hold {@code {region}}; empty means the public SNS URL
 * @param certificateCommonName of the signing certificate; empty means the host of its URL
 */
public record DeliveryConfig(
        Duration attemptTimeout,
        Duration connectTimeout,
        int window,
        int perOrigin,
        ByteSize inFlight,
        Duration functionRetryWindow,
        int confirmationsPerHour,
        boolean allowPrivateNetworks,
        List<String> allowedNetworks,
        LambdaPayload lambdaPayload,
        String userAgent,
        String certificateUrlBase,
        CertificateForm certificateForm,
        String certificateCommonName,
        int signingThreads,
        SqsConfig sqs) {
    private static final String USER_AGENT = "Amazon Simple Notification Service Agent";

    public DeliveryConfig {
        allowedNetworks = List.copyOf(allowedNetworks);
    }

    /**
     * Reads the keys.
     *
     * @param loopbackIsUsual whether only this machine can reach the broker, so that its own endpoints are what it is for
     */
    static DeliveryConfig read(Settings settings, boolean loopbackIsUsual) {
        return new DeliveryConfig(
                settings.duration("delivery.attempt-timeout", "15s", "100ms", "5m"),
                settings.duration("delivery.connect-timeout", "5s", "100ms", "1m"),
                settings.number("delivery.window", 32, 1, 10_000),
                settings.number("delivery.per-origin", 256, 1, 100_000),
                settings.size("delivery.in-flight", "64MiB", "1MiB", "64GiB"),
                settings.duration("delivery.function-retry-window", "1h", "1s", "23d"),
                settings.number("delivery.confirmations-per-hour", 60, 1, 1_000_000),
                settings.flag("delivery.allow-private-networks", false),
                settings.list(
                        "delivery.allowed-networks",
                        "auto",
                        "CIDRs such as 10.1.0.0/16 or fd00::/8, or auto",
                        members -> networks(members, loopbackIsUsual)),
                settings.choice("delivery.lambda-payload", LambdaPayload.ENVELOPE),
                settings.value("delivery.user-agent", USER_AGENT, "1 to 256 printable characters", text -> {
                    Settings.requireThat(text.matches("[ -~]{1,256}"));
                    return text;
                }),
                settings.value(
                        "delivery.certificate-url-base", "", "an http or https URL", DeliveryConfig::checkedBase),
                settings.choice("delivery.certificate-form", CertificateForm.AWS),
                settings.value("delivery.certificate-common-name", "", "a host name", text -> {
                    Settings.requireThat(
                            text.isEmpty() || text.matches("[A-Za-z0-9]([A-Za-z0-9.-]{0,62}[A-Za-z0-9])?"));
                    return text;
                }),
                threads(settings.number("delivery.signing-threads", 0, 0, 256)),
                SqsConfig.read(settings));
    }

    private static List<String> networks(List<String> members, boolean loopbackIsUsual) {
        if (members.equals(List.of("auto"))) {
            return loopbackIsUsual ? List.of("127.0.0.0/8", "::1/128") : List.of();
        }
        for (String member : members) {
            Cidr unused = Cidr.parse(member);
        }
        return members;
    }

    private static String checkedBase(String text) {
        Settings.requireThat(text.isEmpty() || text.matches("https?://[^\\s/]+(/\\S*)?"));
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private static int threads(int configured) {
        return configured == 0 ? Runtime.getRuntime().availableProcessors() : configured;
    }

    /** What a function URL gets as its body. */
    public enum LambdaPayload {
        /** The same envelope as http. */
        ENVELOPE,
        /** AWS Lambda's SNS event. */
        AWS_EVENT,
        /** The message alone. */
        MESSAGE
    }

    /** Which of its two names the certificate has in messages. */
    public enum CertificateForm {
        /** {@code SimpleNotificationService-<serial>.pem}, which AWS's validators insist on. */
        AWS,
        /** {@code sns_certificate_<serial>.crt} */
        SCALEWAY
    }
}
