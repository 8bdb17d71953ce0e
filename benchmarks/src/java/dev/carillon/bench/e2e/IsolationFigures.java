package dev.carillon.bench.e2e;

import dev.carillon.testing.SignedCalls;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * Publish to delivery of 50 endpoints, first beside 50 that answer, then beside 50 that never do. Every endpoint is an
 * origin of its own (one loopback address each), as functions are.
 */
final class IsolationFigures {
    private static final int ENDPOINTS = 100;
    private static final int PER_SECOND = 20;
    private static final int WARM_UP = 60;
    private static final int MEASURED = 200;

    private final BrokerUnderTest broker;
    private final SignedCalls requests;
    private final Receivers receivers;
    private final int rounds;

    IsolationFigures(BrokerUnderTest broker, SignedCalls requests, Receivers receivers, int rounds) {
        this.broker = broker;
        this.requests = requests;
        this.receivers = receivers;
        this.rounds = rounds;
    }

    void measure(Report report) throws IOException, InterruptedException {
        for (int round = 0; round < rounds; round++) {
            double alone = run("/f", report);
            double besideHanging = run("/hang", report);
            report.add("Isolation: p99 of 50 endpoints beside 50 that answer", "ms", alone);
            report.add("Isolation: p99 of 50 endpoints beside 50 that hang", "ms", besideHanging);
            report.add("Isolation: allowed p99", "ms", Math.max(1.5 * alone, alone + 250));
        }
    }

    private double run(String others, Report report) throws IOException, InterruptedException {
        receivers.forgetTimes();
        List<String> endpoints = new ArrayList<>();
        for (int i = 0; i < ENDPOINTS; i++) {
            String path = i % 2 == 0 ? "/timed/" + i / 2 : others;
            endpoints.add("http://127.0.1." + (i + 1) + ":" + receivers.port() + path);
        }
        String topic = broker.topic(requests, "isolation", endpoints);
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
        try (LoadGenerator generator = new LoadGenerator(broker.snsAddress(), 8, messages)) {
            report.refusals(
                    "Isolation",
                    generator.paced(PER_SECOND, messages.size(), dueNanos).refused());
        }
        Thread.sleep(2_000);
        broker.deleteTopic(requests, topic);
        return p99(dueNanos, receivers.times());
    }

    /** One message is one row of arrival times, a column each endpoint; what has not arrived counts as forever. */
    private static double p99(long[] dueNanos, long[] times) {
        Histogram latency = new Histogram(3_600_000_000_000L, 3);
        for (int i = WARM_UP; i < dueNanos.length; i++) {
            for (int endpoint = 0; endpoint < ENDPOINTS / 2; endpoint++) {
                long received = times[i * (ENDPOINTS / 2) + endpoint];
                latency.recordValue(received == 0 ? 3_600_000_000_000L : Math.max(0, received - dueNanos[i]));
            }
        }
        return latency.getValueAtPercentile(99) / 1e6;
    }
}
