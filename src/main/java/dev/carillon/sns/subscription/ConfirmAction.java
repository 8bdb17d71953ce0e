package dev.carillon.sns.subscription;

import dev.carillon.catalog.change.CatalogWriter;
import dev.carillon.catalog.view.CatalogView;
import dev.carillon.model.Subscription;
import dev.carillon.model.SubscriptionState;
import dev.carillon.model.TimeSource;
import dev.carillon.model.Topic;
import dev.carillon.sns.action.Answers;
import dev.carillon.sns.action.Lookups;
import dev.carillon.sns.action.SnsCall;
import dev.carillon.sns.action.SnsServices;
import dev.carillon.sns.wire.Checked;
import dev.carillon.sns.wire.SnsFault;
import dev.carillon.sns.wire.request.QueryRequest;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * ConfirmSubscription, signed or by the link in a message: whoever has the token decides for the endpoint. The hash stays
 * with the confirmed subscription, so that the same token again is answered in the same way.
 */
final class ConfirmAction {
    /** How much a wrong token may make the broker look at, since it needs no signature. */
    private static final int SEARCHED_ELSEWHERE = 10_000;

    private final CatalogView catalog;
    private final CatalogWriter writer;
    private final TimeSource time;
    private final Lookups lookups;
    private final TopicPin pin;

    ConfirmAction(SnsServices services, Lookups lookups) {
        this.catalog = services.catalog();
        this.writer = services.writer();
        this.time = services.time();
        this.lookups = lookups;
        this.pin = new TopicPin(services.bus());
    }

    /** A token shown for a topic. */
    private record Claim(Topic topic, String tokenHash, boolean isAuthenticated, boolean endsAuthenticated) {}

    Future<Checked<byte[]>> confirm(SnsCall call) {
        return Answers.then(
                claim(call),
                claim -> confirmed(claim)
                        .map(confirmed -> confirmed.map(subscription -> call.result(result -> result.text(
                                "SubscriptionArn", subscription.arn().toString())))));
    }

    private Checked<Claim> claim(SnsCall call) {
        QueryRequest request = call.request();
        return lookups.topicArn(call, "TopicArn")
                .then(arn -> endsAuthenticated(call))
                .then(endsAuthenticated -> token(request)
                        .then(token -> topic(call)
                                .map(topic -> new Claim(
                                        topic, token.hash(), call.caller().isPresent(), endsAuthenticated))));
    }

    /** Only somebody with a credential may make one necessary: AWS SNS API reference, ConfirmSubscription. */
    private static Checked<Boolean> endsAuthenticated(SnsCall call) {
        return Flag.read(call.request(), "AuthenticateOnUnsubscribe")
                .then(isAsked -> isAsked && call.caller().isEmpty()
                        ? Checked.invalid(SnsFault.unsigned())
                        : Checked.valid(isAsked));
    }

    /** To a stranger a topic that is not there looks as one whose token he does not have. */
    private Checked<Topic> topic(SnsCall call) {
        Checked<Topic> topic = lookups.topic(call, "TopicArn");
        return call.caller().isPresent() ? topic : topic.fold(Checked::valid, fault -> Checked.invalid(invalidToken()));
    }

    private static Checked<ConfirmationToken> token(QueryRequest request) {
        return ConfirmationToken.parse(request.text("Token").orElse(""))
                .map(Checked::valid)
                .orElse(Checked.invalidParameter("Invalid parameter: Token"));
    }

    private Future<Checked<Subscription>> confirmed(Claim claim) {
        Optional<Subscription> meant = find(claim.topic(), claim.tokenHash());
        if (meant.isEmpty()) {
            return Answers.refused(
                    isOfAnotherTopic(claim) ? SnsFault.invalidParameter("Invalid parameter: Token") : invalidToken());
        }
        if (meant.get().isConfirmed()) {
            return Future.succeededFuture(Checked.valid(meant.get()));
        }
        return pin.whilePinned(
                claim.topic().topicNo(),
                startSeq -> writer.updateSubscription(meant.get().arn(), present -> confirmed(present, claim, startSeq))
                        .map(outcome -> Answers.of(outcome, invalidToken()).then(after -> checkedAgain(after, claim))));
    }

    /** Empty when the token is not, or no longer, the one that it waits for. */
    private Optional<Subscription> confirmed(Subscription present, Claim claim, long startSeq) {
        SubscriptionState state = present.state();
        boolean isAwaited = state instanceof SubscriptionState.Pending pending
                && ConfirmationToken.isOf(state, claim.tokenHash())
                && time.now().isBefore(pending.expiresAt());
        return isAwaited
                ? Optional.of(ConfirmationDue.removed(present)
                        .confirmed(
                                new SubscriptionState.Confirmed(startSeq, claim.tokenHash()),
                                claim.isAuthenticated(),
                                claim.endsAuthenticated()))
                : Optional.empty();
    }

    private static Checked<Subscription> checkedAgain(Subscription after, Claim claim) {
        boolean isDone = after.isConfirmed() && ConfirmationToken.isOf(after.state(), claim.tokenHash());
        return isDone ? Checked.valid(after) : Checked.invalid(invalidToken());
    }

    private static Optional<Subscription> find(Topic topic, String tokenHash) {
        return topic.subscriptions().values().stream()
                .filter(each -> ConfirmationToken.isOf(each.state(), tokenHash))
                .findFirst();
    }

    private boolean isOfAnotherTopic(Claim claim) {
        return catalog.project(claim.topic().arn().scope()).stream()
                .flatMap(project -> project.topics().values().stream())
                .flatMap(topic -> topic.subscriptions().values().stream())
                .limit(SEARCHED_ELSEWHERE)
                .anyMatch(each -> ConfirmationToken.isOf(each.state(), claim.tokenHash()));
    }

    private static SnsFault invalidToken() {
        return SnsFault.invalidParameter("Invalid token");
    }
}
