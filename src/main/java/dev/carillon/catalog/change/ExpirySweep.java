package dev.carillon.catalog.change;

import dev.carillon.catalog.database.Database;
import dev.carillon.catalog.view.CatalogView;
import dev.carillon.catalog.view.Contexts;
import dev.carillon.model.Subscription;
import dev.carillon.model.TimeSource;
import dev.carillon.model.Topic;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes, every minute, the subscriptions that nobody confirmed in time. The database knows which these are without a
 * walk over all of them.
 */
public final class ExpirySweep {
    private static final Logger LOG = LoggerFactory.getLogger(ExpirySweep.class);
    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final Context context;
    private final Database database;
    private final CatalogView view;
    private final Changes changes;
    private final TimeSource time;
    private long timer = -1;

    public ExpirySweep(Context context, Database database, CatalogView view, Changes changes, TimeSource time) {
        this.context = context;
        this.database = database;
        this.view = view;
        this.changes = changes;
        this.time = time;
    }

    public void start() {
        timer = context.owner()
                .setPeriodic(
                        PERIOD.toMillis(),
                        id -> sweep().onFailure(failure -> LOG.atWarn()
                                .addKeyValue("error", failure.toString())
                                .log("could not delete unconfirmed subscriptions")));
    }

    public void stop() {
        boolean unused = context.owner().cancelTimer(timer);
    }

    /** What cannot be deleted now is found again next time. */
    public Future<Void> sweep() {
        Instant now = time.now();
        return Contexts.call(
                context,
                () -> database.ask(statements -> statements.expiredTopics(now))
                        .compose(numbers -> Future.join(numbers.stream()
                                        .flatMap(topicNo -> view.topic(topicNo).stream())
                                        .map(topic -> expire(topic, now))
                                        .toList())
                                .mapEmpty()));
    }

    private Future<WriteOutcome<List<Subscription>>> expire(Topic topic, Instant now) {
        return changes.submit(topic.arn().scope(), SubscriptionChanges.expire(topic.arn(), now));
    }
}
