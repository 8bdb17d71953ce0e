package dev.carillon.delivery;

import dev.carillon.bus.ConfirmationRequested;
import dev.carillon.delivery.endpoint.LanePolicy;
import dev.carillon.delivery.retry.RetryDelays;
import dev.carillon.delivery.retry.RetryPolicy;
import dev.carillon.delivery.shard.AttemptLog;
import dev.carillon.delivery.shard.DeliveryServices;
import dev.carillon.delivery.shard.ShardSurroundings;
import dev.carillon.delivery.turn.Origins;
import dev.carillon.delivery.turn.Timers;
import dev.carillon.model.ProjectId;
import dev.carillon.model.Protocol;
import dev.carillon.model.Subscription;
import dev.carillon.model.TokenHash;
import dev.carillon.model.Topic;
import dev.carillon.policy.EffectiveDelivery;
import dev.carillon.push.AttemptOutcome;
import dev.carillon.push.address.AddressVerdict;
import dev.carillon.push.envelope.ConfirmationRequest;
import dev.carillon.push.signing.SignatureVersion;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Sends confirmation messages: at once and, where the endpoint does not take it, as often again as a notification would
 * be. They are in memory only; whoever missed his subscribes again. Belongs to the shard's thread.
 */
final class Confirmations {
    private static final Logger LOG = LoggerFactory.getLogger(Confirmations.class);

    private final DeliveryServices services;
    private final Timers timers;
    private final RetryDelays delays;
    private final ExemptNetworks exempt;
    private final ConfirmationPlaces places = new ConfirmationPlaces();
    private boolean isStopped;

    Confirmations(ShardSurroundings surroundings) {
        services = surroundings.services();
        timers = surroundings.timers();
        delays = new RetryDelays(surroundings.random());
        exempt = new ExemptNetworks(services.config().allowedNetworks());
    }

    void onRequested(ConfirmationRequested requested) {
        if (isStopped || !places.take(project(requested))) {
            line(LOG.atWarn(), requested)
                    .log("confirmation not sent: too many are under way, or too many of its project");
            return;
        }
        services.guard().check(requested.endpoint()).onSuccess(verdict -> onChecked(requested, verdict));
    }

    /** No attempt begins any more. */
    void stop() {
        isStopped = true;
    }

    private void onChecked(ConfirmationRequested requested, AddressVerdict verdict) {
        boolean isExempt = verdict.fold(exempt::containAll, () -> false, () -> false);
        if (isExempt || isWithinRate(requested)) {
            attempt(requested, 1);
        } else {
            places.giveBack(project(requested));
            line(LOG.atWarn(), requested)
                    .log(
                            "confirmation not sent: its origin got too many within the hour, or its project asked too many origins");
        }
    }

    private boolean isWithinRate(ConfirmationRequested requested) {
        return services.confirmationRate().take(project(requested), Origins.of(requested.endpoint()));
    }

    private static ProjectId project(ConfirmationRequested requested) {
        return requested.subscription().topic().scope().project();
    }

    private void attempt(ConfirmationRequested requested, int number) {
        Optional<Subscription> subscription =
                isStopped ? Optional.empty() : services.catalog().subscription(requested.subscription());
        Optional<Topic> topic =
                services.catalog().topic(requested.subscription().topic());
        if (topic.isEmpty() || !isAwaited(requested, subscription)) {
            places.giveBack(project(requested));
            return;
        }
        ConfirmationRequest request = new ConfirmationRequest(
                requested.subscription(),
                requested.endpoint(),
                requested.token(),
                requested.kind(),
                SignatureVersion.of(topic.get()));
        EffectiveDelivery policy = EffectiveDelivery.of(topic.get(), subscription.orElseThrow());
        Future<AttemptOutcome> outcome = services.signer()
                .confirmation(request)
                .map(message -> LanePolicy.typed(message, policy))
                .compose(services.endpoints()::post);
        outcome.onComplete(result -> onEnd(requested, number, result));
    }

    /** Not any more when the endpoint was asked again with another token, or has confirmed, or the subscription is gone. */
    private static boolean isAwaited(ConfirmationRequested requested, Optional<Subscription> subscription) {
        String hash = TokenHash.of(requested.token());
        return subscription
                .filter(present ->
                        present.state().fold(pending -> pending.tokenHash().equals(hash), confirmed -> false))
                .isPresent();
    }

    private void onEnd(ConfirmationRequested requested, int number, AsyncResult<AttemptOutcome> result) {
        AttemptOutcome outcome = result.succeeded() ? result.result() : AttemptLog.broken(result.cause());
        if (outcome instanceof AttemptOutcome.Retryable retryable) {
            logFailure(requested, number, retryable.statusCode(), retryable.error());
            retry(requested, number, retryable);
            return;
        }
        places.giveBack(project(requested));
        if (outcome instanceof AttemptOutcome.Permanent permanent) {
            logFailure(requested, number, permanent.statusCode(), permanent.error());
        }
    }

    private void retry(ConfirmationRequested requested, int number, AttemptOutcome.Retryable outcome) {
        RetryPolicy policy = RetryPolicy.of(Protocol.HTTPS, services.config());
        OptionalLong delay = isStopped ? OptionalLong.empty() : delays.next(policy, number, 0, outcome.retryAfter());
        if (delay.isEmpty()) {
            places.giveBack(project(requested));
            return;
        }
        var unused =
                timers.after(TimeUnit.MILLISECONDS.toNanos(delay.getAsLong()), () -> attempt(requested, number + 1));
    }

    private static void logFailure(ConfirmationRequested requested, int number, int statusCode, String error) {
        line(LOG.atInfo(), requested)
                .addKeyValue("attempt", number)
                .addKeyValue("statusCode", statusCode)
                .addKeyValue("error", error)
                .log("confirmation failed");
    }

    private static LoggingEventBuilder line(LoggingEventBuilder builder, ConfirmationRequested requested) {
        return builder.addKeyValue("topicArn", requested.subscription().topic())
                .addKeyValue("subscriptionArn", requested.subscription());
    }
}
