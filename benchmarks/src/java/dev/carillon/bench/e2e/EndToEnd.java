package dev.carillon.bench.e2e;

import dev.carillon.testing.SignedCalls;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The whole end-to-end benchmark in one command. Arguments: the fat jar, the file that the results go to, rounds,
 * seconds of each measurement, and which figures: those of {@link #ALL}, separated by commas. Every figure is a median over the rounds, in each of which broker and yardstick take
 * turns, because a shared machine is faster at one time than at another.
 */
final class EndToEnd {
    private static final List<String> ALL = List.of("start", "publish", "delivery", "isolation", "latency", "fan-out");

    private EndToEnd() {}

    public static void main(String[] arguments) throws Exception {
        Path jar = Path.of(arguments[0]);
        int rounds = Integer.parseInt(arguments[2]);
        Duration span = Duration.ofSeconds(Long.parseLong(arguments[3]));
        List<String> wanted = List.of(arguments[4].split(",", -1));
        if (!ALL.containsAll(wanted)) {
            throw new IllegalArgumentException("figures are " + ALL + ", not " + wanted);
        }
        Path dataFolder = Files.createTempDirectory("carillon-benchmark");
        Report report = new Report();
        try (ChildJvm receiver = ChildJvm.ofClass(Receiver.class);
                ChildJvm bareServer = ChildJvm.ofClass(BareServer.class)) {
            Receivers receivers = new Receivers(Integer.parseInt(receiver.line()));
            int barePort = Integer.parseInt(bareServer.line());
            if (wanted.contains("start")) {
                StartFigures.measure(jar, dataFolder, report);
            }
            try (BrokerUnderTest broker = BrokerUnderTest.start(jar, dataFolder, List.of())) {
                SignedCalls requests = broker.activate();
                if (wanted.contains("publish")) {
                    new PublishFigures(broker, requests, receivers, rounds, span).measure(barePort, bareServer, report);
                }
                if (wanted.contains("delivery")) {
                    new DeliveryFigures(broker, requests, receivers, rounds, span).measure(report);
                }
                if (wanted.contains("isolation")) {
                    new IsolationFigures(broker, requests, receivers, rounds).measure(report);
                }
                receivers.forgetTimes();
                if (wanted.contains("latency")) {
                    new LatencyFigures(broker, requests, receivers).measure(report);
                }
                if (wanted.contains("fan-out")) {
                    new FanOutFigures(broker, requests, receivers, rounds).measure(report);
                }
            }
        }
        write(report, Path.of(arguments[1]));
        System.exit(0);
    }

    private static void write(Report report, Path file) throws IOException {
        String text = report.markdown();
        new PrintStream(System.out, true, StandardCharsets.UTF_8).println(text);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text);
    }
}
