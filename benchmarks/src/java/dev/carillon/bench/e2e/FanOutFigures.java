package dev.carillon.bench.e2e;

import dev.carillon.testing.SignedCalls;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a publish waits for when its message goes to a thousand subscriptions, beside one that goes to a single one: in turns,
 * since a p99 at so low a rate is four publishes, and whatever else the machine does is among them.
 */
final class FanOutFigures {
    private static final int PER_SECOND = 20;
    private static final int MEASURED = 20 * PER_SECOND;
    private static final Duration WARM_UP = Duration.ofSeconds(5);

    private final BrokerUnderTest broker;
    private final SignedCalls requests;
    private final Receivers receivers;
    private final int rounds;

    FanOutFigures(BrokerUnderTest broker, SignedCalls requests, Receivers receivers, int rounds) {
        this.broker = broker;
        this.requests = requests;
        this.receivers = receivers;
        this.rounds = rounds;
    }

    void measure(Report report) throws IOException {
        warmUp();
        for (int round = 0; round < rounds; round++) {
            double alone = publish(1, report);
            double toAThousand = publish(1_000, report);
            report.add("Publish to 1,000 subscriptions: p99, times that to one", "", toAThousand / alone);
        }
    }

    /** At this rate nothing would be compiled before the last round. */
    private void warmUp() throws IOException {
        String topic = broker.topic(requests, "warm", receivers.functions(1));
        try (LoadGenerator generator = generator(topic)) {
            LoadGenerator.Load unused = generator.closedLoop(WARM_UP, WARM_UP, () -> true);
        } finally {
            broker.deleteTopic(requests, topic);
        }
    }

    private LoadGenerator generator(String topic) throws IOException {
        byte[] publish = requests.bytes(
                Map.of("Action", "Publish", "Version", "2010-03-31", "TopicArn", topic, "Message", "x".repeat(1024)));
        return new LoadGenerator(broker.snsAddress(), 8, List.of(publish));
    }

    /** The p99 of publishes at a steady rate, in milliseconds. */
    private double publish(int subscriptions, Report report) throws IOException {
        String topic = broker.topic(requests, "wide-" + subscriptions, receivers.functions(subscriptions));
        try (LoadGenerator generator = generator(topic)) {
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
