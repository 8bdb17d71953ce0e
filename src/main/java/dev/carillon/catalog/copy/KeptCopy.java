package dev.carillon.catalog.copy;

import dev.carillon.catalog.key.SecretBox;
import dev.carillon.catalog.view.CatalogView;
import dev.carillon.model.TimeSource;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the copy on disk in step with the view: whoever changed something waits until the copy has it, so that a start
 * without the database knows everything that was ever answered.
 *
 * <pre>
 *   shown, shown, shown -> one write on a worker thread -> all three go on
 * </pre>
 *
 * <p>One write at a time; what is shown during one shares the next. A copy that cannot be written holds nobody up: it is
 * logged, and tried again. Belongs to the catalogue's context.
 */
public final class KeptCopy {
    private static final Logger LOG = LoggerFactory.getLogger(KeptCopy.class);
    private static final long AGAIN_MILLIS = 5_000;

    private final Context context;
    private final Path folder;
    private final CatalogView view;
    private final CopyEncoder encoder;
    private final TimeSource time;
    private final LongSupplier epoch;
    private UUID identity = new UUID(0, 0);
    private boolean isKept;
    private boolean isClosing;

    /** How often something was shown, how often up to the write that is under way, and up to the last that succeeded. */
    private long shown;

    private long writing;
    private long written;
    private boolean isBusy;
    private Promise<Void> present = Promise.promise();
    private Promise<Void> next = Promise.promise();
    private long timer = -1;

    /** @param epoch asked at every write */
    public KeptCopy(
            Context context, Path folder, CatalogView view, SecretBox secrets, TimeSource time, LongSupplier epoch) {
        this.context = context;
        this.folder = folder;
        this.view = view;
        this.encoder = new CopyEncoder(secrets);
        this.time = time;
        this.epoch = epoch;
    }

    /** Writes from now on, beginning with what is shown now. To be called once the view shows what the database has. */
    public void begin(UUID database) {
        identity = database;
        isKept = true;
        onShown();
    }

    /** The view was changed. */
    public void onShown() {
        shown++;
        writeSoon();
    }

    /** Completes once the copy has what the view shows now, or could not be written. */
    public Future<Void> caughtUp() {
        if (!isKept || written == shown) {
            return Future.succeededFuture();
        }
        boolean isUnderWay = isBusy && writing == shown;
        return isUnderWay ? present.future() : next.future();
    }

    /** Lets the last changes come into the copy, and writes no more. */
    public Future<Void> close() {
        isClosing = true;
        boolean unused = context.owner().cancelTimer(timer);
        if (isKept && !isBusy && written != shown) {
            // The last write failed, and its repetition was cancelled: without another, nobody would be told of an end.
            onShown();
        }
        return caughtUp().onComplete(done -> isKept = false);
    }

    /** Everything that is shown in one go comes into one copy. */
    private void writeSoon() {
        if (isKept && !isBusy) {
            isBusy = true;
            context.runOnContext(soon -> write());
        }
    }

    private void write() {
        writing = shown;
        present = next;
        next = Promise.promise();
        CatalogCopy copy = new CatalogCopy(identity, epoch.getAsLong(), time.now(), view.apiKeys(), view.projects());
        context.owner()
                .executeBlocking(
                        () -> {
                            CopyFile.write(folder, encoder.encode(copy));
                            return true;
                        },
                        false)
                .onComplete((done, failure) -> onWritten(failure));
    }

    private void onWritten(@Nullable Throwable failure) {
        isBusy = false;
        present.complete();
        if (failure == null) {
            written = writing;
            if (written != shown) {
                writeSoon();
            }
            return;
        }
        LOG.atWarn()
                .addKeyValue("error", failure.toString())
                .log("the catalogue's copy cannot be written: a start without the database would know an older one");
        next.complete();
        next = Promise.promise();
        if (!isClosing) {
            // One at a time: a stop cancels but one.
            boolean unused = context.owner().cancelTimer(timer);
            timer = context.owner().setTimer(AGAIN_MILLIS, again -> writeSoon());
        }
    }
}
