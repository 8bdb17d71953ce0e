package dev.carillon.delivery.lane;

import dev.carillon.bus.FailedDelivery;
import dev.carillon.bus.FailedDelivery.Next;
import dev.carillon.delivery.record.LoadedRecord;
import dev.carillon.delivery.retry.Redrive;
import dev.carillon.delivery.shard.AttemptLog.Failure;
import dev.carillon.delivery.shard.ShardCore;
import dev.carillon.delivery.turn.Origins;
import dev.carillon.metrics.ProtocolMetrics;
import dev.carillon.model.Subscription;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Says what becomes of messages that go to dead-letter queues: counts, writes lines, keeps the record of failures. */
final class RedriveLog {
    private static final Logger LOG = LoggerFactory.getLogger(RedriveLog.class);

    private final ShardCore core;

    RedriveLog(ShardCore core) {
        this.core = core;
    }

    /** The endpoint's attempts are over. */
    void begun(Subscription subscription, String origin, LoadedRecord loaded, Redrive redrive, String queueArn) {
        record(subscription, origin, loaded, redrive, new Next.Redrive(queueArn, false));
    }

    void redriven(Subscription subscription, LoadedRecord loaded, Redrive redrive, String queueArn) {
        metrics(subscription).redriven();
        record(subscription, origin(subscription), loaded, redrive, new Next.Redrive(queueArn, true));
        line(LOG.atInfo(), subscription, loaded, redrive.attempts() + 1)
                .addKeyValue("queueArn", queueArn)
                .log("notification redriven");
    }

    /** The queue did not take it; whether there is another attempt is said by {@link #lost}. */
    void failed(Subscription subscription, LoadedRecord loaded, Redrive redrive, Failure failure) {
        metrics(subscription).redriveAttemptFailed(failure.error());
        line(LOG.atInfo(), subscription, loaded, redrive.attempts() + 1)
                .addKeyValue("statusCode", failure.statusCode())
                .addKeyValue("error", failure.error())
                .log("redrive attempt failed");
    }

    /** There is no queue any more, or it was tried for long enough. */
    void lost(Subscription subscription, LoadedRecord loaded, Redrive redrive) {
        metrics(subscription).redriveFailed();
        metrics(subscription).dropped(redrive.reason().name());
        record(
                subscription,
                origin(subscription),
                loaded,
                redrive,
                new Next.Dropped(redrive.reason().name()));
        line(LOG.atWarn(), subscription, loaded, redrive.attempts())
                .addKeyValue("reason", redrive.reason())
                .log("notification dropped, its dead-letter queue did not take it");
    }

    private void record(Subscription subscription, String origin, LoadedRecord loaded, Redrive redrive, Next next) {
        core.failures()
                .add(
                        subscription.subscriptionNo(),
                        new FailedDelivery(
                                core.time().now(),
                                messageId(loaded),
                                origin,
                                redrive.cause().statusCode(),
                                redrive.cause().error(),
                                redrive.cause().attempts(),
                                next));
    }

    private ProtocolMetrics metrics(Subscription subscription) {
        return core.metrics().delivery().protocol(subscription.protocol());
    }

    private static String origin(Subscription subscription) {
        return Origins.of(subscription.endpoint());
    }

    private static UUID messageId(LoadedRecord loaded) {
        return loaded.record().publication().messageId();
    }

    private static LoggingEventBuilder line(
            LoggingEventBuilder builder, Subscription subscription, LoadedRecord loaded, int attempt) {
        return builder.addKeyValue("topicArn", subscription.arn().topic())
                .addKeyValue("subscriptionArn", subscription.arn())
                .addKeyValue("messageId", messageId(loaded))
                .addKeyValue("attempt", attempt);
    }
}
