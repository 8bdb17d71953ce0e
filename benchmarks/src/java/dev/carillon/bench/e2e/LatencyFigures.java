package dev.carillon.bench.e2e;

import dev.carillon.testing.SignedCalls;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** From the moment at which a publish was due to the moment at which its endpoint was called, at steady rates. */
final class LatencyFigures {
    /** So long, first, that what is measured then is compiled. */
    private static final int WARM_UP_SECONDS = 10;

    private static final int MEASURED_SECONDS = 20;

    private final BrokerUnderTest broker;
    private final SignedCalls requests;
    private final Receivers receivers;

    LatencyFigures(BrokerUnderTest broker, SignedCalls requests, Receivers receivers) {
        this.broker = broker;
        this.requests = requests;
        this.receivers = receivers;
    }

    void measure(Report report) throws IOException, InterruptedException {
        List<String> endpoint = List.of(receivers.url("/timed"));
        measure(broker.rawTopic(requests, "latency-raw", endpoint), 1_000, "1,000 raw messages a second", report);
        measure(broker.topic(requests, "latency-signed", endpoint), 500, "500 signed messages a second", report);
        measure(broker.topic(requests, "latency-more", endpoint), 1_000, "1,000 signed messages a second", report);
    }

    private void measure(String topic, int perSecond, String what, Report report)
            throws IOException, InterruptedException {
        int warmUp = WARM_UP_SECONDS * perSecond;
        List<byte[]> messages = IntStream.range(0, warmUp + MEASURED_SECONDS * perSecond)
                .mapToObj(i -> publish(topic, i))
                .toList();
        long[] dueNanos = new long[messages.size()];
        receivers.forgetTimes();
        long before = receivers.count();
        try (LoadGenerator generator = new LoadGenerator(broker.snsAddress(), 64, messages)) {
            LoadGenerator.Load load = generator.paced(perSecond, messages.size(), dueNanos);
            report.refusals("Latency", load.refused());
            report.add("Publish at " + what + ": p50", "ms", load.millisAt(50));
            report.add("Publish at " + what + ": p99", "ms", load.millisAt(99));
        }
        long patience = System.nanoTime() + 30_000_000_000L;
        while (receivers.count() - before < messages.size() && System.nanoTime() < patience) {
            Thread.sleep(20);
        }
        report(warmUp, dueNanos, receivers.times(), what, report);
        broker.deleteTopic(requests, topic);
    }

    private byte[] publish(String topic, int number) {
        return requests.bytes(Map.of(
                "Action",
                "Publish",
                "Version",
                "2010-03-31",
                "TopicArn",
                topic,
                "Message",
                "idx=" + number + " " + "x".repeat(1000)));
    }

    private static void report(int from, long[] dueNanos, long[] receivedNanos, String what, Report report) {
        Histogram latency = new Histogram(3_600_000_000_000L, 3);
        int missing = 0;
        for (int i = from; i < dueNanos.length; i++) {
            if (receivedNanos[i] == 0) {
                missing++;
            } else {
                latency.recordValue(Math.max(0, receivedNanos[i] - dueNanos[i]));
            }
        }
        for (double percentile : List.of(50.0, 99.0, 99.9)) {
            report.add(
                    "Publish to delivery at " + what + ": p" + percentile,
                    "ms",
                    latency.getValueAtPercentile(percentile) / 1e6);
        }
        report.add("Messages of these that did not arrive", "", missing);
    }
}
