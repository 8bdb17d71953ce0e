package dev.carillon.bench.e2e;

import dev.carillon.testing.SignedCalls;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** From the moment at which a publish was due to the moment at which its function was called, at a steady rate. */
final class LatencyFigures {
    private static final int PER_SECOND = 1_000;
    private static final int WARM_UP = 10_000;
    private static final int MEASURED = 20_000;

    private final BrokerUnderTest broker;
    private final SignedCalls requests;
    private final Receivers receivers;

    LatencyFigures(BrokerUnderTest broker, SignedCalls requests, Receivers receivers) {
        this.broker = broker;
        this.requests = requests;
        this.receivers = receivers;
    }

    void measure(Report report) throws IOException, InterruptedException {
        String topic = broker.topic(requests, "latency", List.of(receivers.url("/timed")));
        List<byte[]> messages = IntStream.range(0, WARM_UP + MEASURED)
                .mapToObj(i -> requests.bytes(Map.of(
                        "Action",
                        "Publish",
                        "Version",
                        "2010-03-31",
                        "TopicArn",
                        topic,
                        "Message",
                        "idx=" + i + " " + "x".repeat(1000))))
                .toList();
        long[] dueNanos = new long[messages.size()];
        long before = receivers.count();
        try (LoadGenerator generator = new LoadGenerator(broker.snsAddress(), 64, messages)) {
            LoadGenerator.Load load = generator.paced(PER_SECOND, messages.size(), dueNanos);
            report.refusals("Latency", load.refused());
            report.add("Publish at 1,000 a second: p50", "ms", load.millisAt(50));
            report.add("Publish at 1,000 a second: p99", "ms", load.millisAt(99));
        }
        long patience = System.nanoTime() + 30_000_000_000L;
        while (receivers.count() - before < messages.size() && System.nanoTime() < patience) {
            Thread.sleep(20);
        }
        report(dueNanos, receivers.times(), report);
    }

    private static void report(long[] dueNanos, long[] receivedNanos, Report report) {
        Histogram latency = new Histogram(3_600_000_000_000L, 3);
        int missing = 0;
        for (int i = WARM_UP; i < dueNanos.length; i++) {
            if (receivedNanos[i] == 0) {
                missing++;
            } else {
                latency.recordValue(Math.max(0, receivedNanos[i] - dueNanos[i]));
            }
        }
        for (double percentile : List.of(50.0, 99.0, 99.9)) {
            report.add(
                    "Publish to delivery at 1,000 signed messages a second: p" + percentile,
                    "ms",
                    latency.getValueAtPercentile(percentile) / 1e6);
        }
        report.add("Messages of these that did not arrive", "", missing);
    }
}
