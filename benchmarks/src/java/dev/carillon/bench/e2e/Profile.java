package dev.carillon.bench.e2e;

import dev.carillon.testing.SignedCalls;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Says where the broker's CPU goes: runs one load under the JDK's flight recorder and counts CPU by thread and samples
 * by the part of the code that they fell into. Arguments: the fat jar, {@code publish} or {@code fan-out-N}, and seconds.
 */
final class Profile {
    private static final int ROWS = 25;

    private Profile() {}

    public static void main(String[] arguments) throws Exception {
        Path jar = Path.of(arguments[0]);
        String what = arguments[1];
        Duration span = Duration.ofSeconds(Long.parseLong(arguments[2]));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path recording = Files.createTempFile("carillon", ".jfr");
        List<String> flags =
                List.of("-XX:StartFlightRecording:settings=profile,filename=" + recording, "-Xlog:jfr*=off");
        try (ChildJvm receiver = ChildJvm.ofClass(Receiver.class);
                BrokerUnderTest broker =
                        BrokerUnderTest.start(jar, Files.createTempDirectory("carillon-profile"), flags)) {
            Map<String, Double> before = broker.jvm().cpuSecondsByThread();
            run(what, span, broker, new Receivers(Integer.parseInt(receiver.line())));
            printThreads(out, before, broker.jvm().cpuSecondsByThread());
            int unused = broker.jvm().stop();
        }
        printPlaces(out, recording);
        System.exit(0);
    }

    private static void run(String what, Duration span, BrokerUnderTest broker, Receivers receivers) throws Exception {
        SignedCalls requests = broker.activate();
        Report report = new Report();
        if (what.equals("publish")) {
            new PublishFigures(broker, requests, receivers, 1, span).one(10, report);
        } else {
            int fanOut = Integer.parseInt(what.substring("fan-out-".length()));
            double rate = new DeliveryFigures(broker, requests, receivers, 1, span).deliveries(fanOut, report);
            report.add(what, "/s", rate);
        }
    }

    /** As the kernel counts: samples leave out what native code uses. */
    private static void printThreads(PrintStream out, Map<String, Double> before, Map<String, Double> after) {
        Map<String, Double> used = new HashMap<>();
        after.forEach((name, seconds) -> used.put(name, seconds - before.getOrDefault(name, 0.0)));
        double all = used.values().stream().mapToDouble(seconds -> seconds).sum();
        out.printf(Locale.ROOT, "## CPU by thread, of %.1f s%n%n", all);
        used.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
                .filter(row -> row.getValue() > all / 200)
                .forEach(
                        row -> out.printf(Locale.ROOT, "| %s | %.1f %% |%n", row.getKey(), row.getValue() * 100 / all));
        out.println();
    }

    private static void printPlaces(PrintStream out, Path recording) throws IOException {
        Map<String, Integer> counts = new HashMap<>();
        try (RecordingFile events = new RecordingFile(recording)) {
            while (events.hasMoreEvents()) {
                RecordedEvent event = events.readEvent();
                String type = event.getEventType().getName();
                boolean isNative = type.equals("jdk.NativeMethodSample") && !isWaiting(event);
                if (type.equals("jdk.ExecutionSample") || isNative) {
                    counts.merge(place(event), 1, Integer::sum);
                }
            }
        }
        int all = counts.values().stream().mapToInt(count -> count).sum();
        out.println("## Samples by place, of " + all + "\n");
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .limit(ROWS)
                .forEach(row ->
                        out.printf(Locale.ROOT, "| %s | %.1f %% |%n", row.getKey(), row.getValue() * 100.0 / all));
        out.println();
    }

    /** Native samples count threads that wait, too. */
    private static boolean isWaiting(RecordedEvent event) {
        String method = event.getStackTrace().getFrames().get(0).getMethod().getName();
        return method.contains("poll")
                || method.contains("epollWait")
                || method.contains("accept")
                || method.contains("wait")
                || method.contains("park");
    }

    /** The innermost frame, and the innermost of the broker's own. */
    private static String place(RecordedEvent event) {
        List<RecordedFrame> frames = event.getStackTrace().getFrames();
        String own = frames.stream()
                .map(Profile::name)
                .filter(name -> name.startsWith("dev.carillon."))
                .findFirst()
                .orElse("-");
        return name(frames.get(0)) + " < " + own.replace("dev.carillon.", "");
    }

    private static String name(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    }
}
