package dev.carillon.delivery.shard;

import dev.carillon.bus.FailedDelivery;
import dev.carillon.bus.FailedDelivery.Next;
import dev.carillon.journal.store.DropReason;
import dev.carillon.metrics.BrokerMetrics;
import dev.carillon.metrics.ProtocolMetrics;
import dev.carillon.model.Subscription;
import dev.carillon.model.TimeSource;
import dev.carillon.push.AttemptOutcome;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Says how attempts end: counts each, and writes one line for each that failed and for as many that delivered as
 * {@code log.delivered-per-second} allows. Belongs to the shard's thread.
 */
public final class AttemptLog {
    private static final Logger LOG = LoggerFactory.getLogger(AttemptLog.class);

    private final BrokerMetrics metrics;
    private final TimeSource time;
    private final FailedDeliveries failures;
    private final DeliveredLines lines;

    AttemptLog(int shard, ShardSurroundings surroundings, FailedDeliveries failures) {
        DeliveryServices services = surroundings.services();
        this.metrics = services.metrics();
        this.time = services.time();
        this.failures = failures;
        lines = new DeliveredLines(
                services.log().deliveredPerSecond(),
                shard,
                services.bus().shards(),
                surroundings.timers(),
                AttemptLog::leftOut);
    }

    public void delivered(Subscription subscription, Attempt attempt, int statusCode) {
        if (attempt.number() > 1) {
            failures.delivered(subscription.subscriptionNo(), messageId(attempt));
        }
        long now = time.nanoTime();
        ProtocolMetrics protocol = metrics.delivery().protocol(subscription.protocol());
        protocol.attempted(now - attempt.startedNanos());
        protocol.delivered(Duration.ofNanos(Math.max(0, now - attempt.publishedNanos())));
        if (LOG.isInfoEnabled() && lines.take(now)) {
            line(LOG.atInfo(), subscription, attempt)
                    .addKeyValue("statusCode", statusCode)
                    .log("delivered");
        }
    }

    /** An attempt failed; whether there is another is said by {@link #retried} or {@link #dropped}. */
    public void failed(Subscription subscription, Attempt attempt, Failure failure) {
        ProtocolMetrics protocol = metrics.delivery().protocol(subscription.protocol());
        protocol.attempted(time.nanoTime() - attempt.startedNanos());
        protocol.failed(failure.error());
        line(LOG.atInfo(), subscription, attempt)
                .addKeyValue("statusCode", failure.statusCode())
                .addKeyValue("error", failure.error())
                .log("attempt failed");
    }

    /** There is another attempt, due after this pause. */
    public void retried(Subscription subscription, String origin, Attempt attempt, Failure failure, long pauseMillis) {
        metrics.delivery().protocol(subscription.protocol()).retried();
        Next next = new Next.Retry(time.now().plusMillis(pauseMillis));
        failures.add(subscription.subscriptionNo(), failedDelivery(origin, attempt, failure, next));
    }

    public void dropped(Subscription subscription, String origin, Attempt attempt, Failure failure, DropReason reason) {
        metrics.delivery().protocol(subscription.protocol()).dropped(reason.name());
        Next next = new Next.Dropped(reason.name());
        failures.add(subscription.subscriptionNo(), failedDelivery(origin, attempt, failure, next));
        line(LOG.atWarn(), subscription, attempt).addKeyValue("reason", reason).log("notification dropped");
    }

    /** What a failure of ours, not of the endpoint, is taken for: the message is tried again. */
    public static AttemptOutcome broken(Throwable cause) {
        LOG.atError().setCause(cause).log("a notification could not be made or sent");
        return new AttemptOutcome.Retryable(0, "internal", Duration.ZERO);
    }

    /** A record that cannot be read; {@link dev.carillon.delivery.record.Records} has said so already. */
    public void damaged(Subscription subscription) {
        metrics.delivery().protocol(subscription.protocol()).dropped(DropReason.DAMAGED.name());
    }

    /** Says what has not been said yet. */
    public void close() {
        lines.close();
    }

    private FailedDelivery failedDelivery(String origin, Attempt attempt, Failure failure, Next next) {
        return new FailedDelivery(
                time.now(), messageId(attempt), origin, failure.statusCode(), failure.error(), attempt.number(), next);
    }

    private static UUID messageId(Attempt attempt) {
        return attempt.loaded().record().publication().messageId();
    }

    private static void leftOut(long count) {
        LOG.atInfo().addKeyValue("count", count).log("deliveries not logged one by one");
    }

    private LoggingEventBuilder line(LoggingEventBuilder builder, Subscription subscription, Attempt attempt) {
        return builder.addKeyValue("topicArn", subscription.arn().topic())
                .addKeyValue("subscriptionArn", subscription.arn())
                .addKeyValue("messageId", messageId(attempt))
                .addKeyValue("attempt", attempt.number())
                .addKeyValue("millis", TimeUnit.NANOSECONDS.toMillis(time.nanoTime() - attempt.startedNanos()));
    }

    /**
     * Why an attempt failed.
     *
     * @param statusCode 0 where there was no answer
     * @param error one of the push package's fixed words
     */
    public record Failure(int statusCode, String error) {}
}
