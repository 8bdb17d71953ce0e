package dev.carillon.config;

import java.net.URI;

/**
 * An SQS-compatible service.
 *
 * @param endpoint its URL; empty when there is none
 * @param queues the ARNs of its queues, with {@code *} for any number of characters
 * @param region that requests are signed for; empty for the broker's first
 * @param accessKey empty when requests are not signed
 */
public record QueueService(String endpoint, String queues, String region, String accessKey, String secretKey) {
    static QueueService read(Settings settings, String prefix, String usualQueues) {
        QueueService service = new QueueService(
                // What is refused may hold a password.
                settings.secret(
                        prefix + "endpoint",
                        "",
                        "an http or https URL without a user or a query",
                        QueueService::checkedUrl),
                settings.value(prefix + "queues", usualQueues, "an ARN, in which * stands for any characters", text -> {
                    Settings.requireThat(text.matches("[A-Za-z0-9:_.*-]{0,256}"));
                    return text;
                }),
                settings.value(prefix + "region", "", "a region such as fr-par", text -> {
                    Settings.requireThat(text.matches("[a-z0-9-]{0,63}"));
                    return text;
                }),
                settings.secret(prefix + "access-key", "", "an access key", QueueService::checkedKey),
                settings.secret(prefix + "secret-key", "", "a secret key", QueueService::checkedKey));
        if (service.accessKey.isEmpty() != service.secretKey.isEmpty()) {
            settings.refuse(prefix + "access-key and " + prefix + "secret-key go together: set both or neither");
        }
        return service;
    }

    /** Whether a queue is one of its; asked for each message. */
    boolean serves(String queueArn) {
        int star = -1;
        int resumeAt = 0;
        int in = 0;
        int at = 0;
        while (in < queueArn.length()) {
            if (at < queues.length() && queues.charAt(at) == '*') {
                star = at++;
                resumeAt = in;
            } else if (at < queues.length() && queues.charAt(at) == queueArn.charAt(in)) {
                at++;
                in++;
            } else if (star >= 0) {
                // The last star takes one character more.
                at = star + 1;
                in = ++resumeAt;
            } else {
                return false;
            }
        }
        return queues.substring(at).chars().allMatch(rest -> rest == '*');
    }

    private static String checkedUrl(String text) {
        if (text.isEmpty()) {
            return text;
        }
        URI url = URI.create(text);
        Settings.requireThat(("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                && url.getHost() != null
                && url.getRawQuery() == null
                && url.getRawFragment() == null
                && url.getRawUserInfo() == null);
        return text;
    }

    private static String checkedKey(String text) {
        Settings.requireThat(text.matches("[!-~]{0,256}"));
        return text;
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "QueueService[" + endpoint + ", " + queues + "]";
    }
}
