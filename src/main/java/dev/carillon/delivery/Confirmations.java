package dev.carillon.delivery;

import dev.carillon.bus.ConfirmationEnded;
import dev.carillon.bus.ConfirmationRequested;
import dev.carillon.delivery.endpoint.LanePolicy;
import dev.carillon.delivery.retry.RetryDelays;
import dev.carillon.delivery.retry.RetryPolicy;
import dev.carillon.delivery.shard.AttemptLog;
import dev.carillon.delivery.shard.DeliveryServices;
import dev.carillon.delivery.shard.ShardSurroundings;
import dev.carillon.delivery.turn.Origins;
import dev.carillon.delivery.turn.Timers;
import dev.carillon.delivery.turn.UnderWay;
import dev.carillon.model.Protocol;
import dev.carillon.model.Subscription;
import dev.carillon.model.Topic;
import dev.carillon.policy.EffectiveDelivery;
import dev.carillon.push.AttemptOutcome;
import dev.carillon.push.address.AddressVerdict;
import dev.carillon.push.signing.SignatureVersion;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends confirmation messages: at once and, where the endpoint does not take it, as often again as a notification would
 * be. They are in memory only; of those that the broker's end cuts off, and of no others, nobody hears that they ended, so
 * that they are asked for again after the next start. Belongs to the shard's thread.
 */
final class Confirmations {
    private static final Logger LOG = LoggerFactory.getLogger(Confirmations.class);

    private final DeliveryServices services;
    private final Timers timers;
    private final RetryDelays delays;
    private final ExemptNetworks exempt;
    private final Consumer<ConfirmationEnded> onEnded;
    private final ConfirmationPlaces places = new ConfirmationPlaces();
    private final UnderWay underWay = new UnderWay();

    Confirmations(ShardSurroundings surroundings, Consumer<ConfirmationEnded> onEnded) {
        this.onEnded = onEnded;
        services = surroundings.services();
        timers = surroundings.timers();
        delays = new RetryDelays(surroundings.random());
        exempt = new ExemptNetworks(services.config().allowedNetworks());
    }

    void onRequested(ConfirmationRequested requested) {
        Confirmation confirmation = new Confirmation(requested);
        if (underWay.isDraining()) {
            return;
        }
        if (!places.take(confirmation.project())) {
            count(Confirmation.Outcome.NOT_SENT);
            confirmation
                    .line(LOG.atWarn())
                    .log("confirmation not sent: too many are under way, or too many of its project");
            return;
        }
        underWay.began();
        services.guard()
                .check(requested.endpoint())
                .onSuccess(verdict -> endingWith(() -> onChecked(confirmation, verdict)));
    }

    /** No attempt begins any more; completes when those under way have ended, or the grace has. */
    Future<Void> stop() {
        return underWay.drain(timers, services.drainGrace());
    }

    private void onChecked(Confirmation confirmation, AddressVerdict verdict) {
        boolean isExempt = verdict.fold(exempt::containAll, () -> false, () -> false);
        if (isExempt || isWithinRate(confirmation)) {
            attempt(confirmation, 1);
        } else {
            places.giveBack(confirmation.project());
            count(Confirmation.Outcome.NOT_SENT);
            confirmation
                    .line(LOG.atWarn())
                    .log(
                            "confirmation not sent: its origin got too many within the hour, or its project asked too many origins");
        }
    }

    private boolean isWithinRate(Confirmation confirmation) {
        String origin = Origins.of(confirmation.requested().endpoint());
        return services.confirmationRate().take(confirmation.project(), origin);
    }

    private void attempt(Confirmation confirmation, int number) {
        Optional<Topic> topic =
                underWay.isDraining() ? Optional.empty() : services.catalog().topic(confirmation.topic());
        Optional<Subscription> subscription = services.catalog()
                .subscription(confirmation.requested().subscription())
                .filter(confirmation::isAwaitedBy);
        if (topic.isEmpty() || subscription.isEmpty()) {
            places.giveBack(confirmation.project());
            return;
        }
        EffectiveDelivery policy = EffectiveDelivery.of(topic.get(), subscription.get());
        underWay.began();
        Future<AttemptOutcome> outcome = confirmation
                .message(services.signer(), SignatureVersion.of(topic.get()))
                .map(message -> LanePolicy.typed(message, policy))
                .compose(services.endpoints()::post);
        outcome.onComplete(result -> endingWith(() -> onEnd(confirmation, number, result)));
    }

    /** Whatever becomes of it, a stop must not wait for it. */
    private void endingWith(Runnable last) {
        try {
            last.run();
        } finally {
            underWay.ended();
        }
    }

    private void onEnd(Confirmation confirmation, int number, AsyncResult<AttemptOutcome> result) {
        AttemptOutcome outcome = result.succeeded() ? result.result() : AttemptLog.broken(result.cause());
        if (outcome instanceof AttemptOutcome.Retryable retryable) {
            logFailure(confirmation, number, retryable.statusCode(), retryable.error());
            retry(confirmation, number, retryable);
            return;
        }
        if (outcome instanceof AttemptOutcome.Permanent permanent) {
            logFailure(confirmation, number, permanent.statusCode(), permanent.error());
            end(confirmation, Confirmation.Outcome.PERMANENT);
            return;
        }
        end(confirmation, Confirmation.Outcome.TAKEN);
    }

    private void end(Confirmation confirmation, Confirmation.Outcome outcome) {
        places.giveBack(confirmation.project());
        count(outcome);
        onEnded.accept(confirmation.ended());
    }

    private void retry(Confirmation confirmation, int number, AttemptOutcome.Retryable outcome) {
        RetryPolicy policy = RetryPolicy.of(Protocol.HTTPS, services.config());
        OptionalLong delay = delays.next(policy, number, 0, outcome.retryAfter());
        if (underWay.isDraining()) {
            places.giveBack(confirmation.project());
            return;
        }
        if (delay.isEmpty()) {
            end(confirmation, Confirmation.Outcome.EXHAUSTED);
            return;
        }
        var unused =
                timers.after(TimeUnit.MILLISECONDS.toNanos(delay.getAsLong()), () -> attempt(confirmation, number + 1));
    }

    private void count(Confirmation.Outcome outcome) {
        services.metrics().delivery().confirmationEnded(outcome.name());
    }

    private static void logFailure(Confirmation confirmation, int number, int statusCode, String error) {
        confirmation
                .line(LOG.atInfo())
                .addKeyValue("attempt", number)
                .addKeyValue("statusCode", statusCode)
                .addKeyValue("error", error)
                .log("confirmation failed");
    }
}
