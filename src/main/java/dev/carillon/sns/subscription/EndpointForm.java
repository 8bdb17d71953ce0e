package dev.carillon.sns.subscription;

import dev.carillon.model.Protocol;
import dev.carillon.model.QueueArn;
import dev.carillon.model.TopicArn;
import dev.carillon.sns.wire.Checked;
import dev.carillon.sns.wire.request.QueryRequest;
import java.util.Optional;

/** Holds an endpoint against the form that its protocol asks for; whether it can be reached is another question. */
final class EndpointForm {
    private static final int MAX_LENGTH = 2_048;

    private EndpointForm() {}

    /** What a Subscribe gives. */
    static Checked<String> checked(QueryRequest request, Protocol protocol, TopicArn topic) {
        String endpoint = request.text("Endpoint").orElse("");
        if (endpoint.isEmpty()) {
            return Checked.invalidParameter("Invalid parameter: Endpoint Reason: no value for required parameter");
        }
        if (protocol == Protocol.SQS) {
            return queue(endpoint, topic);
        }
        if (!matches(endpoint, protocol)) {
            return Checked.invalidParameter("Invalid parameter: Endpoint must match the specified protocol");
        }
        if (endpoint.length() > MAX_LENGTH) {
            return Checked.invalidParameter("Invalid parameter: Endpoint");
        }
        return endpoint.chars().allMatch(EndpointForm::mayBeInAUrl)
                ? Checked.valid(endpoint)
                : Checked.invalidParameter("Invalid parameter: Endpoint Reason: A URL has no spaces and no fragment,"
                        + " and what is not ASCII is percent-encoded");
    }

    private static Checked<String> queue(String endpoint, TopicArn topic) {
        Optional<QueueArn> queue = QueueRules.queue(endpoint, topic);
        if (queue.isEmpty()) {
            return Checked.invalidParameter("Invalid parameter: SQS endpoint ARN");
        }
        // The words are said twice, as AWS says them.
        return queue.get().isFifo() && !topic.isFifo()
                ? Checked.invalidParameter("Invalid parameter: Invalid parameter: Endpoint Reason: FIFO SQS Queues can"
                        + " not be subscribed to standard SNS topics")
                : Checked.valid(endpoint);
    }

    private static boolean matches(String endpoint, Protocol protocol) {
        return switch (protocol) {
            case HTTP -> hasScheme(endpoint, "http://");
            case HTTPS -> hasScheme(endpoint, "https://");
            case LAMBDA -> hasScheme(endpoint, "http://") || hasScheme(endpoint, "https://");
            case SQS -> false;
        };
    }

    /** Said here, where nobody looks for a network that is closed because of a space in a path. */
    private static boolean mayBeInAUrl(int character) {
        return character > ' ' && character < 0x7f && character != '#';
    }

    private static boolean hasScheme(String url, String scheme) {
        return url.regionMatches(true, 0, scheme, 0, scheme.length());
    }
}
