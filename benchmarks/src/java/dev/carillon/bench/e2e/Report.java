package dev.carillon.bench.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Collects figures by name over the rounds and renders their medians. */
final class Report {
    private final Map<String, List<Double>> figures = new LinkedHashMap<>();
    private final Map<String, String> units = new LinkedHashMap<>();

    void add(String name, String unit, double value) {
        figures.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
        units.put(name, unit);
        System.err.printf(Locale.ROOT, "%s: %,.1f %s%n", name, value, unit);
    }

    /** A figure in which requests were refused is worth nothing, so it is said beside it. */
    void refusals(String name, long refused) {
        if (refused > 0) {
            add(name + ": REFUSED", "", (double) refused);
        }
    }

    String markdown() throws IOException {
        StringBuilder text = new StringBuilder()
                .append("# End-to-end benchmark, ")
                .append(LocalDate.now(ZoneOffset.UTC))
                .append("\n\n")
                .append(machine())
                .append("\n\n| figure | median | lowest … highest |\n|---|---:|---:|\n");
        figures.forEach((name, values) -> text.append(row(name, values)));
        return text.toString();
    }

    private String row(String name, List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return String.format(
                Locale.ROOT,
                "| %s | %,.1f %s | %,.1f … %,.1f |%n",
                name,
                (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2,
                units.get(name),
                sorted.get(0),
                sorted.get(sorted.size() - 1));
    }

    private static String machine() throws IOException {
        String processor = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 2))
                .findFirst()
                .orElse(System.getProperty("os.arch"));
        return String.format(
                Locale.ROOT,
                "Machine: %d cores, %s, Linux %s; %s %s. Driver, receiver and broker share it.%s",
                Runtime.getRuntime().availableProcessors(),
                processor,
                System.getProperty("os.version"),
                System.getProperty("java.vm.name"),
                System.getProperty("java.runtime.version"),
                settings());
    }

    /**
     * What of the environment, which the broker has from here, makes it faster or slower. Nothing else: results are kept,
     * and there are folders, addresses and secrets among the rest.
     */
    private static String settings() {
        String set = System.getenv().entrySet().stream()
                .filter(variable -> variable.getKey().equals("CARILLON_TRANSPORT")
                        || variable.getKey().startsWith("CARILLON_JOURNAL_"))
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .sorted()
                .collect(Collectors.joining(", "));
        return set.isEmpty() ? "" : " Set for the broker: " + set + ".";
    }
}
