package dev.carillon.app;

import dev.carillon.app.first.CatalogKeyRing;
import dev.carillon.app.first.EncryptionKeyFile;
import dev.carillon.app.first.FirstStart;
import dev.carillon.app.step.Awaited;
import dev.carillon.app.step.StartFailure;
import dev.carillon.app.step.Step;
import dev.carillon.catalog.Catalog;
import dev.carillon.catalog.CatalogOptions;
import dev.carillon.catalog.key.EncryptionKey;
import dev.carillon.catalog.view.CatalogView;
import dev.carillon.config.BrokerConfig;
import dev.carillon.journal.store.RecoveredLog;
import dev.carillon.journal.store.folder.DataFolder;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the broker keeps: the data folder, which no other broker may have, and the catalogue. */
record Storage(DataFolder folder, Catalog catalog) {
    private static final Logger LOG = LoggerFactory.getLogger(Storage.class);

    /** What the settlements of the last second have for their way to the disk where others took all of the grace. */
    private static final Duration LAST_FORCES = Duration.ofSeconds(1);

    /** Opens both; the catalogue closes first, since its own server's files are in the folder. */
    static Storage open(Foundation base) throws StartFailure {
        BrokerConfig config = base.config();
        DataFolder folder = Step.of(
                "the data folder " + config.dataFolder() + " cannot be used",
                () -> DataFolder.open(config.dataFolder(), config.journal(), base.logMetrics(), new ProcessHalt()));
        base.parts().add("data folder", left -> close(folder, left));
        EncryptionKey key = Step.of("the encryption key cannot be read", () -> EncryptionKeyFile.of(config));
        CatalogOptions options = new CatalogOptions(config.database(), config.limits(), config.dataFolder(), key);
        Future<Catalog> opening = Catalog.open(base.vertx(), options, base.time(), new Announcements(base.bus()));
        base.parts().add("catalogue", left -> {
            // One that opens too late for us is closed all the same: its own server would go on without us.
            Void unused = Awaited.within(left, opening.transform(Storage::closed));
        });
        Catalog catalog = Step.of("the catalogue cannot be opened", () -> Awaited.within(Foundation.PATIENCE, opening));
        DataFolder unused = Step.of("the data folder cannot be used with this database", () -> {
            folder.bindTo(catalog.identity());
            return folder;
        });
        Void unusedNothing = Step.of(
                "the catalogue's copy cannot be kept", () -> Awaited.within(Foundation.PATIENCE, catalog.keepCopy()));
        recover(folder, catalog);
        base.checks().add(catalog.health());
        base.metrics().showCatalog(catalog.health());
        return new Storage(folder, catalog);
    }

    /** A disk that does not answer holds whoever forces something to it for as long as it likes. */
    private static void close(DataFolder folder, Duration left) throws Exception {
        DataFolder unused = Awaited.within(left.compareTo(LAST_FORCES) > 0 ? left : LAST_FORCES, () -> {
            folder.close();
            return folder;
        });
    }

    private static Future<Void> closed(AsyncResult<Catalog> opened) {
        return opened.succeeded() ? opened.result().close() : Future.succeededFuture();
    }

    /** A copy of the catalogue may not know a topic yet: whether it is there is seen later. */
    private static void recover(DataFolder folder, Catalog catalog) throws StartFailure {
        CatalogView view = catalog.view();
        RecoveredLog recovered = Step.of(
                "the write-ahead log cannot be recovered",
                () -> folder.recover(
                        topicNo -> view.isCopy() || view.topic(topicNo).isPresent()));
        LOG.atInfo()
                .addKeyValue("segments", recovered.segments())
                .addKeyValue("records", recovered.records())
                .addKeyValue("restored", recovered.restored())
                .addKeyValue("damages", recovered.damages())
                .log("write-ahead log recovered");
    }

    /** The lines of the keys that this start made, on the embedded default. */
    Optional<String> firstKeys(BrokerConfig config) throws StartFailure {
        if (!config.database().isEmbedded()) {
            return Optional.empty();
        }
        CatalogKeyRing ring = new CatalogKeyRing(catalog.apiKeys(), Foundation.PATIENCE);
        return Step.of("the first keys cannot be made", () -> new FirstStart(config).makeKeys(ring));
    }
}
