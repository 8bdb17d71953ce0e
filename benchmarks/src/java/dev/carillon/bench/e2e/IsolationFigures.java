package dev.carillon.bench.e2e;

import dev.carillon.testing.FreePort;
import dev.carillon.testing.SignedCalls;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * Publish to delivery of as many good endpoints as bad ones: beside others that are good too, beside others that never
 * answer, and beside every kind of {@link BadEndpoints}. Every endpoint is an origin of its own (one loopback address
 * each), as functions are.
 */
final class IsolationFigures {
    private static final int GOOD = Receiver.ENDPOINTS;
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
        String figure = "Isolation: p99 of " + GOOD + " endpoints beside " + GOOD;
        for (int round = 0; round < rounds; round++) {
            double alone = run(List.of("/f"), report);
            double besideHanging = run(List.of(BadEndpoints.HANG), report);
            double besideBad = run(BadEndpoints.PATHS, report);
            report.add(figure + " that answer", "ms", alone);
            report.add(figure + " that hang", "ms", besideHanging);
            report.add(figure + " of every bad kind", "ms", besideBad);
            report.add("Isolation: allowed p99", "ms", Math.max(1.5 * alone, alone + 250));
        }
    }

    private double run(List<String> others, Report report) throws IOException, InterruptedException {
        receivers.forgetTimes();
        int closedPort = FreePort.any();
        List<String> endpoints = new ArrayList<>();
        for (int i = 0; i < GOOD; i++) {
            int kinds = others.size() > 1 ? others.size() + 1 : 1;
            int kind = i % kinds;
            endpoints.add(url(2 * i, receivers.port(), "/timed/" + i));
            endpoints.add(
                    kind < others.size()
                            ? url(2 * i + 1, receivers.port(), others.get(kind))
                            : url(2 * i + 1, closedPort, "/"));
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

    private static String url(int endpoint, int port, String path) {
        return "http://127.0." + (1 + endpoint / 250) + "." + (1 + endpoint % 250) + ":" + port + path;
    }

    /** One message is one row of arrival times, a column each endpoint; what has not arrived counts as forever. */
    private static double p99(long[] dueNanos, long[] times) {
        Histogram latency = new Histogram(3_600_000_000_000L, 3);
        for (int i = WARM_UP; i < dueNanos.length; i++) {
            for (int endpoint = 0; endpoint < GOOD; endpoint++) {
                long received = times[i * GOOD + endpoint];
                latency.recordValue(received == 0 ? 3_600_000_000_000L : Math.max(0, received - dueNanos[i]));
            }
        }
        return latency.getValueAtPercentile(99) / 1e6;
    }
}
