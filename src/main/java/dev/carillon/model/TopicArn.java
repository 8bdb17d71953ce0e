package dev.carillon.model;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names a topic: {@code arn:scw:sns:{region}:project-{project uuid}:{name}}. Clients compose this form themselves, so it
 * never changes (Terraform provider, resource {@code scaleway_mnq_sns_topic}).
 *
 * @param partition the second element, {@code scw} unless configured otherwise
 */
public record TopicArn(String partition, ProjectScope scope, String name) {
    /** A topic name, FIFO or not: {@code CreateTopic} in the AWS SNS API reference. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,256}|[A-Za-z0-9_-]{1,251}\\.fifo");

    private static final String FIFO_SUFFIX = ".fifo";

    public TopicArn {
        if (!isName(name)) {
            throw new IllegalArgumentException("not a topic name: " + name);
        }
    }

    /** Whether a topic may be called so. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Reads {@link #toString()}'s form; empty for anything else. */
    public static Optional<TopicArn> parse(String text) {
        String[] elements = text.split(":", -1);
        return elements.length == 6 ? fromElements(elements) : Optional.empty();
    }

    static Optional<TopicArn> fromElements(String[] elements) {
        if (!elements[0].equals("arn") || !elements[2].equals("sns") || !isName(elements[5])) {
            return Optional.empty();
        }
        Region region;
        try {
            region = new Region(elements[3]);
        } catch (IllegalArgumentException notARegion) {
            return Optional.empty();
        }
        return ProjectId.fromOwner(elements[4])
                .map(project -> new TopicArn(elements[1], new ProjectScope(project, region), elements[5]));
    }

    public boolean isFifo() {
        return name.endsWith(FIFO_SUFFIX);
    }

    @Override
    public String toString() {
        return "arn:" + partition + ":sns:" + scope.region() + ":"
                + scope.project().owner() + ":" + name;
    }
}
