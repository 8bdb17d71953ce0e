package dev.carillon.journal;

import static dev.carillon.journal.Projects.SCOPE;
import static dev.carillon.journal.Projects.project;
import static java.util.concurrent.TimeUnit.SECONDS;

import dev.carillon.bus.Append;
import dev.carillon.bus.AppendOutcome;
import dev.carillon.bus.BrokerBus;
import dev.carillon.bus.CatalogChanged;
import dev.carillon.bus.JournalAdvanced;
import dev.carillon.bus.LoneAppend;
import dev.carillon.catalog.view.CatalogView;
import dev.carillon.catalog.view.CatalogViews;
import dev.carillon.config.JournalConfig;
import dev.carillon.config.JournalConfigs;
import dev.carillon.journal.store.disk.Disk;
import dev.carillon.journal.store.disk.Folders;
import dev.carillon.journal.store.disk.SystemDisk;
import dev.carillon.journal.store.folder.DataFolder;
import dev.carillon.journal.store.folder.DataFolders;
import dev.carillon.metrics.BrokerMetrics;
import dev.carillon.model.Publication;
import dev.carillon.model.Topic;
import dev.carillon.testing.VirtualTime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A journal with one shard, over a real folder; can be stopped and started again. */
final class OpenShards implements AutoCloseable {
    static final long QUOTA = 100_000;

    private static final JournalConfig CONFIG = JournalConfigs.rolling(1, "2MiB", 100);

    private final Disk disk;
    private final Path folder;
    private final VirtualTime time;
    private final CatalogView catalog;
    private SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Vertx vertx;
    private BrokerBus bus;
    private DataFolder data;

    OpenShards(Path folder, VirtualTime time, Topic... topics) throws IOException {
        this(new SystemDisk(), folder, time, topics);
    }

    OpenShards(Disk disk, Path folder, VirtualTime time, Topic... topics) throws IOException {
        this.disk = disk;
        this.folder = folder;
        this.time = time;
        this.catalog = CatalogViews.showing(project(topics));
        start();
    }

    BrokerBus bus() {
        return bus;
    }

    DataFolder data() {
        return data;
    }

    /** As after a change of the project. */
    void show(Topic... topics) {
        CatalogViews.show(catalog, project(topics));
        bus.catalogChanged(new CatalogChanged(SCOPE));
    }

    void restart() throws IOException {
        close();
        start();
    }

    /** As after a power cut that took what a topic's files had: the log gives back what it has. */
    void restartWithoutFilesOf(long topicNo) throws IOException {
        close();
        Folders.delete(disk, folder.resolve("topics/" + topicNo));
        start();
    }

    List<AppendOutcome> append(long topicNo, String... texts) {
        List<Publication> publications =
                List.of(texts).stream().map(Projects::message).toList();
        return result(LoneAppend.send(bus, new Append(topicNo, publications))).outcomes();
    }

    long bytes(String gauge) {
        return (long) registry.get("carillon.project." + gauge).gauge().value();
    }

    /** The files with a topic's records. */
    List<Path> files(long topicNo) throws IOException {
        try (var files = Files.list(folder.resolve("topics/" + topicNo))) {
            return files.filter(file -> file.toString().matches(".*(cq4|sealed|kept)"))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public void close() throws IOException {
        result(vertx.close());
        data.close();
    }

    static <T> T result(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, SECONDS)
                .join();
    }

    private void start() throws IOException {
        vertx = Vertx.vertx();
        registry = new SimpleMeterRegistry();
        bus = new BrokerBus(vertx, 1);
        data = DataFolders.open(disk, folder, CONFIG);
        var unused = data.recover(topicNo -> true);
        result(bus.onAdvanced(0, (JournalAdvanced advanced) -> {}));
        JournalServices services =
                new JournalServices(bus, catalog, data.journals(), new BrokerMetrics(registry), time);
        Journals journals = new Journals(services, Projects.limits(QUOTA), CONFIG, () -> Long.MAX_VALUE);
        String unusedId = result(vertx.deployVerticle(journals.shard(0), JournalVerticle.deployment(0)));
    }
}
