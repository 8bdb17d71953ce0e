package dev.carillon.bench.e2e;

import dev.carillon.testing.SignedCalls;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What a publish waits for when its message goes to a thousand subscriptions, beside one that goes to a single one. */
final class FanOutFigures {
    private static final int PER_SECOND = 20;
    private static final int WARM_UP = 10 * PER_SECOND;
    private static final int MEASURED = 30 * PER_SECOND;

    private final BrokerUnderTest broker;
    private final SignedCalls requests;
    private final Receivers receivers;

    FanOutFigures(BrokerUnderTest broker, SignedCalls requests, Receivers receivers) {
        this.broker = broker;
        this.requests = requests;
        this.receivers = receivers;
    }

    void measure(Report report) throws IOException {
        double alone = publish(1, report);
        double toAThousand = publish(1_000, report);
        report.add("Publish to 1,000 subscriptions: p99, times that to one", "", toAThousand / alone);
    }

    /** The p99 of publishes at a steady rate, in milliseconds. */
    private double publish(int subscriptions, Report report) throws IOException {
        String topic = broker.topic(requests, "wide-" + subscriptions, receivers.functions(subscriptions));
        byte[] publish = requests.bytes(
                Map.of("Action", "Publish", "Version", "2010-03-31", "TopicArn", topic, "Message", "x".repeat(1024)));
        try (LoadGenerator generator = new LoadGenerator(broker.snsAddress(), 8, List.of(publish))) {
            LoadGenerator.Load unused = generator.paced(PER_SECOND, WARM_UP, new long[WARM_UP]);
        }
        try (LoadGenerator generator = new LoadGenerator(broker.snsAddress(), 8, List.of(publish))) {
            LoadGenerator.Load load = generator.paced(PER_SECOND, MEASURED, new long[MEASURED]);
            String what = "Publish at " + PER_SECOND + " messages a second to " + subscriptions + " subscriptions";
            report.refusals(what, load.refused());
            report.add(what + ": p50", "ms", load.millisAt(50));
            report.add(what + ": p99", "ms", load.millisAt(99));
            return load.millisAt(99);
        } finally {
            broker.deleteTopic(requests, topic);
        }
    }
}
