package dev.carillon.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.model.ProjectId;
import dev.carillon.model.ProjectScope;
import dev.carillon.model.Protocol;
import dev.carillon.model.Region;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The list in the documentation and the page that Prometheus gets name the same meters. */
class MetricsPageTest {
    private static final Pattern TYPE_LINE = Pattern.compile("(?m)^# TYPE (carillon_\\S+?)(?:_max)? \\S+$");
    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `(carillon_[a-z_]+)` \\|");
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (carillon_\\S+) (\\S+)$");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^(carillon_\\w+?)(?:_bucket)?\\{([^}]*)} \\S+$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"[^\"]*\"");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(carillon_[a-z_]+)` \\| (\\w+) \\| ([^|]*)\\|");
    private static final Pattern WORD = Pattern.compile("`(\\w+)`");
    private static final ProjectScope PROJECT = new ProjectScope(new ProjectId(new UUID(1, 2)), new Region("fr-par"));

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final BrokerMetrics metrics = new BrokerMetrics(registry);

    @Test
    void everyMeterIsDocumentedAndNothingElse() throws IOException {
        useEveryMeter();

        Set<String> documented = names(DOCUMENTED, Files.readString(Path.of("docs/metrics.md")));

        assertThat(names(TYPE_LINE, registry.scrape())).isEqualTo(documented);
    }

    @Test
    void everyMeterHasTheTypeAndTheLabelsOfItsDocumentation() throws IOException {
        useEveryMeter();
        String page = registry.scrape();
        Map<String, String> types = TYPE.matcher(page)
                .results()
                .filter(type -> !type.group(1).endsWith("_max"))
                .collect(Collectors.toMap(
                        type -> type.group(1), type -> type.group(2), (one, other) -> one, TreeMap::new));
        Map<String, Set<String>> labels = new TreeMap<>();
        SAMPLE.matcher(page)
                .results()
                .filter(sample -> types.containsKey(sample.group(1)))
                .forEach(sample -> labels.computeIfAbsent(sample.group(1), name -> new TreeSet<>())
                        .addAll(names(LABEL, sample.group(2))));

        ROW.matcher(Files.readString(Path.of("docs/metrics.md"))).results().forEach(row -> {
            Set<String> shown = new TreeSet<>(labels.getOrDefault(row.group(1), Set.of()));
            shown.remove("le");
            assertThat(types).containsEntry(row.group(1), row.group(2));
            assertThat(shown).as(row.group(1)).isEqualTo(names(WORD, row.group(3)));
        });
    }

    @Test
    void aProjectThatIsGoneLeavesThePage() {
        ProjectGauges gauges = metrics.journal().showProject(PROJECT, () -> 7, () -> 100, () -> 0, () -> 0);
        assertThat(registry.scrape()).contains("carillon_project_stored_bytes{");

        gauges.close();

        assertThat(registry.scrape()).doesNotContain("carillon_project");
    }

    @Test
    void saysWhetherTheCatalogueCanBeChanged() {
        AtomicReference<HealthCheck.State> state = new AtomicReference<>(HealthCheck.State.UP);
        metrics.showCatalog(new HealthCheck("database", state::get));
        assertThat(registry.scrape()).contains("carillon_catalog_degraded 0.0");

        state.set(HealthCheck.State.DEGRADED);

        assertThat(registry.scrape()).contains("carillon_catalog_degraded 1.0");
    }

    @Test
    void countsWhatWasPublishedInMessagesAndBytes() {
        metrics.sns().messagePublished(300);
        metrics.sns().messagePublished(200);

        assertThat(registry.scrape())
                .contains("carillon_publish_messages_total 2.0")
                .contains("carillon_publish_bytes_total 500.0");
    }

    private void useEveryMeter() {
        LogMetrics log = new LogMetrics(registry);
        log.written(log.begin(), 3);
        log.forced(log.begin());
        log.showSegments(() -> 1);
        metrics.sns().messagePublished(1);
        metrics.sns().requestAnswered("Publish", 1_000);
        metrics.sns().requestRefused("Throttled", "rate_exceeded");
        metrics.managementRefused("not_found");
        metrics.journal().showProject(PROJECT, () -> 0, () -> 0, () -> 0, () -> 0);
        metrics.journal().showOpenJournals(0, () -> 0);
        metrics.journal().showUsableSpace(() -> 0);
        metrics.delivery().showInFlight(0, () -> 0);
        metrics.delivery().showOpenBreakers(0, () -> 0);
        metrics.delivery().showRunningReplays(0, () -> 0);
        metrics.delivery().showWaitingRetries(0, () -> 0);
        metrics.delivery().showSigningQueue(() -> 0);
        metrics.showCatalog(new HealthCheck("database", () -> HealthCheck.State.UP));
        metrics.delivery().showBacklogAge(0, () -> 0);
        metrics.showDiscardedLines(() -> 0);
        ProtocolMetrics lambda = metrics.delivery().protocol(Protocol.LAMBDA);
        lambda.delivered(Duration.ofMillis(1));
        lambda.failed("timeout");
        lambda.retried();
        lambda.redriveAttemptFailed("no-queue");
        lambda.dropped("EXHAUSTED");
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
