package dev.carillon.bench.e2e;

import dev.carillon.testing.SignedCalls;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Notifications delivered a second at several fan-outs, beside a bare client that posts to the same receiver, and beside
 * what the signature provider alone does. Publishing runs along, in full batches, held back so that deliveries are
 * always waiting but never many.
 */
final class DeliveryFigures {
    private static final int IN_FLIGHT = 64;
    private static final int BATCH = 10;
    private static final int BODY = 1024;
    /** About what an envelope with a body of 1 KiB has. */
    private static final int ENVELOPE = 2_100;

    private static final long WAITING = 4_000;

    private final BrokerUnderTest broker;
    private final SignedCalls requests;
    private final Receivers receivers;
    private final int rounds;
    private final Duration span;

    DeliveryFigures(BrokerUnderTest broker, SignedCalls requests, Receivers receivers, int rounds, Duration span) {
        this.broker = broker;
        this.requests = requests;
        this.receivers = receivers;
        this.rounds = rounds;
        this.span = span;
    }

    void measure(Report report) throws IOException, InterruptedException, GeneralSecurityException {
        // Discarded: until the compiler has seen the whole path, it takes a quarter of the machine itself.
        for (int fanOut : List.of(1, 10, 1)) {
            double unused = deliveries(fanOut, new Report());
        }
        double unusedRaw = raw(10, new Report());
        for (int round = 0; round < rounds; round++) {
            int cores = Runtime.getRuntime().availableProcessors();
            double client = bareClient();
            report.add("Bare client, posts", "/s", client);
            double signatures = SignatureRate.perSecond(cores, span.dividedBy(2));
            report.add(
                    "RSA signatures alone, a thread a core ("
                            + SignatureRate.provider().getName() + ")",
                    "/s",
                    signatures);
            double oneCore = SignatureRate.perSecond(1, span.dividedBy(2));
            report.add("RSA signatures alone, one thread", "/s", oneCore);
            double raw = raw(10, report);
            report.add("Deliveries, fan-out 10, raw", "/s", raw);
            report.add("Deliveries, fan-out 10, raw: share of the bare client", "%", raw / client * 100);
            for (int fanOut : List.of(1, 10, 100, 1_000)) {
                double rate = deliveries(fanOut, report);
                report.add("Deliveries, fan-out " + fanOut, "/s", rate);
                report.add("Deliveries, fan-out " + fanOut + ": share of the bare client", "%", rate / client * 100);
                if (fanOut == 1) {
                    report.add("Deliveries, fan-out 1: share of the signatures alone", "%", rate / signatures * 100);
                    report.add("Deliveries, fan-out 1: share of one signing thread", "%", rate / oneCore * 100);
                }
            }
        }
    }

    private double bareClient() throws IOException, InterruptedException {
        try (ChildJvm client = ChildJvm.ofClass(
                BareClient.class,
                Integer.toString(receivers.port()),
                Integer.toString(ENVELOPE),
                Integer.toString(IN_FLIGHT))) {
            client.line();
            // As long as a measurement: a JVM of seconds ago is the slower one by half.
            Thread.sleep(span.toMillis());
            long from = System.nanoTime();
            long before = receivers.count();
            Thread.sleep(span.toMillis());
            return (receivers.count() - before) * 1e9 / (System.nanoTime() - from);
        }
    }

    double deliveries(int fanOut, Report report) throws IOException {
        String topic = broker.topic(requests, "fan-out-" + fanOut, receivers.functions(fanOut));
        return deliveries(topic, fanOut, "Deliveries, fan-out " + fanOut, report);
    }

    /** Without an envelope and its signature: what is left is the broker's own work. */
    double raw(int fanOut, Report report) throws IOException, InterruptedException {
        String topic = broker.rawTopic(requests, "raw-" + fanOut, receivers.functions(fanOut));
        return deliveries(topic, fanOut, "Deliveries, fan-out " + fanOut + ", raw", report);
    }

    private double deliveries(String topic, int fanOut, String name, Report report) throws IOException {
        List<byte[]> batches =
                IntStream.range(0, 200).mapToObj(i -> batch(topic)).toList();
        try (LoadGenerator generator = new LoadGenerator(broker.snsAddress(), IN_FLIGHT / 8, batches)) {
            BooleanSupplier gate = gate(fanOut);
            generator.closedLoop(Duration.ZERO, span.dividedBy(2), gate);
            double cpuBefore = broker.jvm().cpuSeconds();
            long from = System.nanoTime();
            long before = receivers.count();
            LoadGenerator.Load load = generator.closedLoop(Duration.ZERO, span, gate);
            long delivered = receivers.count() - before;
            double rate = delivered * 1e9 / (System.nanoTime() - from);
            report.add(name + ": CPU each", "µs", (broker.jvm().cpuSeconds() - cpuBefore) * 1e6 / delivered);
            report.refusals(name, load.refused());
            return rate;
        } finally {
            broker.deleteTopic(requests, topic);
        }
    }

    /** Open while fewer than {@link #WAITING} deliveries, or two batches, are under way; asks the receiver every 20 ms at most. */
    private BooleanSupplier gate(int fanOut) {
        long most = Math.max(WAITING, 2L * BATCH * fanOut);
        long base = receivers.count();
        AtomicLong asked = new AtomicLong();
        AtomicLong waiting = new AtomicLong();
        AtomicLong admitted = new AtomicLong();
        return () -> {
            if (System.nanoTime() - asked.get() > 20_000_000) {
                waiting.set(admitted.get() - (receivers.count() - base));
                asked.set(System.nanoTime());
            }
            boolean isOpen = waiting.get() < most;
            if (isOpen) {
                admitted.addAndGet((long) BATCH * fanOut);
                waiting.addAndGet((long) BATCH * fanOut);
            }
            return isOpen;
        };
    }

    private byte[] batch(String topic) {
        Map<String, String> parameters =
                new HashMap<>(Map.of("Action", "PublishBatch", "Version", "2010-03-31", "TopicArn", topic));
        for (int i = 1; i <= BATCH; i++) {
            String entry = "PublishBatchRequestEntries.member." + i;
            parameters.put(entry + ".Id", "m" + i);
            parameters.put(entry + ".Message", "x".repeat(BODY));
        }
        return requests.bytes(parameters);
    }
}
