package dev.carillon.bench.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** How long a start takes and what the broker weighs when nothing happens. */
final class StartFigures {
    private static final int SETTLE_MILLIS = 10_000;

    private StartFigures() {}

    static void measure(Path jar, Path dataFolder, Report report) throws IOException, InterruptedException {
        try (BrokerUnderTest first = BrokerUnderTest.start(jar, dataFolder, List.of())) {
            report.add("First start, new data folder", "s", first.startSeconds());
            Thread.sleep(SETTLE_MILLIS);
            report.add(
                    "Memory at rest (RSS of the broker's JVM)",
                    "MiB",
                    first.jvm().residentBytes() / 1048576.0);
            report.add("Exit code after SIGTERM", "", first.jvm().stop());
        }
        try (BrokerUnderTest again = BrokerUnderTest.start(jar, dataFolder, List.of())) {
            report.add("Start again", "s", again.startSeconds());
            again.jvm().stop();
        }
    }
}
