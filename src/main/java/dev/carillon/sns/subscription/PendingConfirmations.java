package dev.carillon.sns.subscription;

import dev.carillon.bus.BrokerBus;
import dev.carillon.bus.ConfirmationEnded;
import dev.carillon.catalog.change.CatalogWriter;
import dev.carillon.catalog.change.WriteOutcome;
import dev.carillon.catalog.view.CatalogView;
import dev.carillon.model.ConfirmationKind;
import dev.carillon.model.Subscription;
import dev.carillon.model.SubscriptionState;
import dev.carillon.model.TimeSource;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that an endpoint gets its confirmation message though the broker ended before it had: whoever subscribed was
 * told that the endpoint would be asked. Delivery has the message in memory only, and the catalogue has of its token no
 * more than the hash; so after a start the endpoint gets a message with a new token, which voids the one before.
 *
 * <p>A message that was taken just before the broker ended may be followed by another, as any message may.
 */
public final class PendingConfirmations extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(PendingConfirmations.class);

    private final CatalogView catalog;
    private final CatalogWriter writer;
    private final BrokerBus bus;
    private final TimeSource time;

    public PendingConfirmations(CatalogView catalog, CatalogWriter writer, BrokerBus bus, TimeSource time) {
        this.catalog = catalog;
        this.writer = writer;
        this.bus = bus;
        this.time = time;
    }

    @Override
    public Future<?> start() {
        return Future.all(bus.onConfirmationEnded(this::onEnded), bus.onCatalogLoaded(loaded -> sendDue()));
    }

    /** Sends what is still due; to be called once delivery listens. Safe on every thread. */
    public void resume() {
        context.runOnContext(now -> sendDue());
    }

    /** One after another, so that the changes of others come in between. On the catalogue's copy nothing can be changed yet. */
    private void sendDue() {
        if (catalog.isCopy()) {
            return;
        }
        List<Subscription> due = catalog.projects().stream()
                .flatMap(project -> project.topics().values().stream())
                .flatMap(topic -> topic.subscriptions().values().stream())
                .filter(subscription -> due(subscription).isPresent())
                .toList();
        if (due.isEmpty()) {
            return;
        }
        LOG.atInfo().addKeyValue("count", due.size()).log("sending the confirmations that the last stop cut off");
        Future<Void> sent = Future.succeededFuture();
        for (Subscription each : due) {
            sent = sent.compose(before -> send(each));
        }
        sent.onFailure(PendingConfirmations::logFailure);
    }

    /** Nothing any more when nobody may confirm it. */
    private Optional<ConfirmationKind> due(Subscription subscription) {
        return subscription.state() instanceof SubscriptionState.Pending pending
                        && time.now().isBefore(pending.expiresAt())
                ? ConfirmationDue.of(subscription)
                : Optional.empty();
    }

    private Future<Void> send(Subscription subscription) {
        ConfirmationToken token = ConfirmationToken.random();
        return writer.updateSubscription(
                        subscription.arn(),
                        present -> due(present)
                                .map(kind -> ConfirmationDue.noted(present, token.pendingFrom(time.now()), kind)))
                .map(outcome -> {
                    if (outcome instanceof WriteOutcome.Done<Subscription> done) {
                        ConfirmationDue.of(done.value()).ifPresent(kind -> send(done.value(), token, kind));
                    }
                    return null;
                });
    }

    private void send(Subscription pending, ConfirmationToken token, ConfirmationKind kind) {
        catalog.topic(pending.arn().topic())
                .ifPresent(topic -> bus.confirmation(topic.topicNo(), token.requestTo(pending, kind)));
    }

    /** Where this cannot be written the message comes once more after the next start. */
    private void onEnded(ConfirmationEnded ended) {
        writer.updateSubscription(
                        ended.subscription(),
                        present -> ConfirmationDue.of(present).isPresent()
                                        && ConfirmationToken.isOf(present.state(), ended.tokenHash())
                                ? Optional.of(ConfirmationDue.removed(present))
                                : Optional.empty())
                .onFailure(PendingConfirmations::logFailure);
    }

    private static void logFailure(Throwable failure) {
        LOG.atWarn().setCause(failure).log("what became of a confirmation could not be noted");
    }
}
