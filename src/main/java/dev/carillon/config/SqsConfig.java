package dev.carillon.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The queue services that sqs subscriptions and dead-letter queues may be at.
 *
 * @param services in the order in which a queue's ARN is looked for; the one without a name is the last
 */
public record SqsConfig(List<QueueService> services) {
    private static final String PREFIX = "delivery.sqs.";

    /** What would be a key of the nameless one. */
    private static final Set<String> RESERVED =
            Set.of("endpoint", "queues", "region", "access-key", "secret-key", "others");

    public SqsConfig {
        services = List.copyOf(services);
    }

    static SqsConfig read(Settings settings) {
        List<String> names = settings.list(
                PREFIX + "others",
                "",
                "names of lower-case letters and digits, each with keys of its own",
                SqsConfig::checkedNames);
        List<QueueService> services = new ArrayList<>();
        for (String name : names) {
            QueueService service = QueueService.read(settings, PREFIX + name + ".", "");
            if (service.endpoint().isEmpty() || service.queues().isEmpty()) {
                settings.refuse(PREFIX + name + ".endpoint and " + PREFIX + name + ".queues must be set: " + PREFIX
                        + "others names it");
            }
            services.add(service);
        }
        QueueService nameless = QueueService.read(settings, PREFIX, "*");
        if (!nameless.endpoint().isEmpty()) {
            services.add(nameless);
        }
        return new SqsConfig(services);
    }

    /** The service of this queue; empty when none is configured for it. */
    public Optional<QueueService> serviceOf(String queueArn) {
        return services.stream().filter(service -> service.serves(queueArn)).findFirst();
    }

    private static List<String> checkedNames(List<String> names) {
        names.forEach(name -> Settings.requireThat(name.matches("[a-z][a-z0-9]{0,31}") && !RESERVED.contains(name)));
        Settings.requireThat(names.stream().distinct().count() == names.size());
        return names;
    }
}
