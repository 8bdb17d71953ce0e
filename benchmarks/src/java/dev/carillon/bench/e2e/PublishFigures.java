package dev.carillon.bench.e2e;

import dev.carillon.bench.e2e.LoadGenerator.Load;
import dev.carillon.testing.SignedCalls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Signed publishes of 1 KiB a second, journalled, beside the bare server's requests a second. */
final class PublishFigures {
    private static final int CONNECTIONS = 64;
    private static final int DISTINCT_REQUESTS = 2_000;
    private static final String BODY = "x".repeat(1024);

    private final BrokerUnderTest broker;
    private final SignedCalls requests;
    private final Receivers receivers;
    private final int rounds;
    private final Duration span;

    PublishFigures(BrokerUnderTest broker, SignedCalls requests, Receivers receivers, int rounds, Duration span) {
        this.broker = broker;
        this.requests = requests;
        this.receivers = receivers;
        this.rounds = rounds;
        this.span = span;
    }

    void measure(int barePort, ChildJvm bareServer, Report report) throws IOException {
        InetSocketAddress bare = new InetSocketAddress(InetAddress.getLoopbackAddress(), barePort);
        // Discarded: until the compiler has seen the whole path, it takes a part of the machine itself.
        double unused = run("warm-up", bare, bareServer, signed(topics(1)), new Report());
        for (int count : List.of(1, 10, 1_000, 1)) {
            unused = one(count, new Report());
        }
        for (int round = 0; round < rounds; round++) {
            Map<Integer, Double> shares = new LinkedHashMap<>();
            double yardstick = run("Bare server, requests", bare, bareServer, signed(topics(1)), report);
            for (int count : List.of(1, 10, 100, 1_000)) {
                shares.put(count, one(count, report) / yardstick);
            }
            shares.forEach((count, share) ->
                    report.add("Publish, " + count + " topics: share of the bare server", "%", share * 100));
        }
    }

    /** Publishes a second to so many topics in turn. */
    double one(int count, Report report) throws IOException {
        List<String> topics = topics(count);
        String name = "Publish, " + count + (count == 1 ? " topic" : " topics");
        double rate = run(name, broker.snsAddress(), broker.jvm(), signed(topics), report);
        for (String topic : topics) {
            broker.deleteTopic(requests, topic);
        }
        return rate;
    }

    private double run(String name, InetSocketAddress server, ChildJvm jvm, List<byte[]> load, Report report)
            throws IOException {
        try (LoadGenerator generator = new LoadGenerator(server, CONNECTIONS, load)) {
            generator.closedLoop(span.dividedBy(2), Duration.ZERO, () -> true);
            double cpuBefore = jvm.cpuSeconds();
            Load measured = generator.closedLoop(Duration.ZERO, span, () -> true);
            double cpu = jvm.cpuSeconds() - cpuBefore;
            report.add(name, "/s", measured.perSecond());
            report.add(name + ": CPU each", "µs", cpu * 1e6 / measured.answered());
            report.add(name + ": p99", "ms", measured.millisAt(99));
            report.refusals(name, measured.refused());
            return measured.perSecond();
        }
    }

    /** Topics with one subscriber that never answers, so that every message is journalled and stays. */
    private List<String> topics(int count) throws IOException {
        List<String> arns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            arns.add(broker.topic(requests, "publish-" + count + "-" + i, List.of(receivers.url(BadEndpoints.HANG))));
        }
        return arns;
    }

    private List<byte[]> signed(List<String> topics) {
        List<byte[]> all = new ArrayList<>();
        for (int i = 0; i < DISTINCT_REQUESTS; i++) {
            all.add(requests.bytes(Map.of(
                    "Action",
                    "Publish",
                    "Version",
                    "2010-03-31",
                    "TopicArn",
                    topics.get(i % topics.size()),
                    "Message",
                    BODY)));
        }
        return all;
    }
}
