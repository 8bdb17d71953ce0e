package dev.carillon.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names an SQS queue: {@code arn:{partition}:sqs:{region}:{account}:{name}}. At Scaleway the account is {@code
 * project-{uuid}}, at AWS twelve digits.
 */
public record QueueArn(String partition, String region, String account, String name) {
    /** A queue's name: {@code CreateQueue} in the AWS SQS API reference. */
    private static final Pattern FORM = Pattern.compile("arn:([a-z][a-z0-9-]{0,31}):sqs:([a-z0-9-]{1,63})"
            + ":([A-Za-z0-9-]{1,63}):([A-Za-z0-9_-]{1,80}|[A-Za-z0-9_-]{1,75}\\.fifo)");

    /** Reads {@link #toString()}'s form; empty for anything else. */
    public static Optional<QueueArn> parse(String text) {
        Matcher parts = FORM.matcher(text);
        return parts.matches()
                ? Optional.of(new QueueArn(parts.group(1), parts.group(2), parts.group(3), parts.group(4)))
                : Optional.empty();
    }

    public boolean isFifo() {
        return name.endsWith(".fifo");
    }

    @Override
    public String toString() {
        return "arn:" + partition + ":sqs:" + region + ":" + account + ":" + name;
    }
}
