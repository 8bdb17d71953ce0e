package dev.carillon.sns.subscription;

import dev.carillon.bus.BrokerBus;
import dev.carillon.catalog.change.CatalogWriter;
import dev.carillon.catalog.change.WriteOutcome;
import dev.carillon.catalog.view.CatalogView;
import dev.carillon.model.ConfirmationKind;
import dev.carillon.model.Subscription;
import dev.carillon.model.SubscriptionArn;
import dev.carillon.model.TimeSource;
import dev.carillon.sns.action.Answers;
import dev.carillon.sns.action.Lookups;
import dev.carillon.sns.action.SnsCall;
import dev.carillon.sns.action.SnsServices;
import dev.carillon.sns.wire.Checked;
import dev.carillon.sns.wire.SnsErrorCode;
import dev.carillon.sns.wire.SnsFault;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * Unsubscribe. Signed, it deletes the subscription.
 *
 * <p>By the link in a message, of which a mail scanner or a proxy may be the visitor, the subscription gets no more
 * messages and its endpoint is told so with a link that restores it. Until that link runs out the subscription is kept as
 * a pending one, with its ARN, and lists show it as such; then it is deleted like any that nobody confirmed. (AWS lists it
 * as {@code Deleted} in the meantime.) That is durable without a record of its own.
 */
final class UnsubscribeAction {
    private final CatalogView catalog;
    private final CatalogWriter writer;
    private final BrokerBus bus;
    private final TimeSource time;
    private final Lookups lookups;

    UnsubscribeAction(SnsServices services, Lookups lookups) {
        this.catalog = services.catalog();
        this.writer = services.writer();
        this.bus = services.bus();
        this.time = services.time();
        this.lookups = lookups;
    }

    /** Whoever ends what is not there has what he wants. */
    Future<Checked<byte[]>> unsubscribe(SnsCall call) {
        return Answers.then(lookups.subscriptionArn(call), arn -> {
            Optional<Subscription> present = catalog.subscription(arn);
            Future<Checked<Subscription>> ended =
                    present.isPresent() ? end(call, present.get()) : Answers.refused(Lookups.NO_SUBSCRIPTION);
            return ended.map(outcome -> answer(call, outcome));
        });
    }

    private Future<Checked<Subscription>> end(SnsCall call, Subscription subscription) {
        if (call.caller().isPresent()) {
            return writer.deleteSubscription(subscription.arn())
                    .map(outcome -> Answers.of(outcome, Lookups.NO_SUBSCRIPTION));
        }
        return subscription.isUnsubscribeAuthenticated()
                ? Answers.refused(SnsFault.accessDenied())
                : suspend(subscription.arn());
    }

    private Future<Checked<Subscription>> suspend(SubscriptionArn arn) {
        ConfirmationToken token = ConfirmationToken.random();
        return writer.updateSubscription(
                        arn,
                        present -> present.isConfirmed() && !present.isUnsubscribeAuthenticated()
                                ? Optional.of(ConfirmationDue.noted(
                                        present, token.pendingFrom(time.now()), ConfirmationKind.UNSUBSCRIBE))
                                : Optional.empty())
                .map(outcome -> {
                    if (outcome instanceof WriteOutcome.Done<Subscription> done) {
                        tell(done.value(), token);
                    }
                    return Answers.of(outcome, Lookups.NO_SUBSCRIPTION);
                });
    }

    private void tell(Subscription suspended, ConfirmationToken token) {
        catalog.topic(suspended.arn().topic())
                .ifPresent(topic ->
                        bus.confirmation(topic.topicNo(), token.requestTo(suspended, ConfirmationKind.UNSUBSCRIBE)));
    }

    private static Checked<byte[]> answer(SnsCall call, Checked<Subscription> outcome) {
        Checked<byte[]> done = Checked.valid(call.done());
        return outcome.fold(
                ended -> done, fault -> fault.code() == SnsErrorCode.NOT_FOUND ? done : Checked.invalid(fault));
    }
}
