package dev.carillon.catalog.change;

import dev.carillon.catalog.change.Change.Decision;
import dev.carillon.catalog.change.Change.Written;
import dev.carillon.catalog.change.WriteOutcome.Existed;
import dev.carillon.catalog.change.WriteOutcome.FilterLimitReached;
import dev.carillon.catalog.change.WriteOutcome.LimitReached;
import dev.carillon.catalog.change.WriteOutcome.Missing;
import dev.carillon.catalog.database.Rows;
import dev.carillon.config.LimitsConfig;
import dev.carillon.model.ProjectView;
import dev.carillon.model.Subscription;
import dev.carillon.model.SubscriptionArn;
import dev.carillon.model.SubscriptionState;
import dev.carillon.model.Topic;
import dev.carillon.model.TopicArn;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Making, changing and deleting subscriptions. */
final class SubscriptionChanges {
    private static final String FILTER = "FilterPolicy";

    private final int subscriptionsMax;
    private final int filtersMax;
    private final long filterBytesMax;

    SubscriptionChanges(LimitsConfig limits) {
        subscriptionsMax = limits.subscriptionsPerTopic();
        filtersMax = limits.filterPoliciesPerTopic();
        filterBytesMax = limits.filterPolicyBytesPerProject().bytes();
    }

    Change<Subscription> create(long topicNo, Subscription wanted) {
        return TopicChanges.onTopic(
                wanted.arn().topic(),
                (before, topic) ->
                        topic.topicNo() == topicNo ? create(before, topic, wanted) : Change.answer(new Missing<>()));
    }

    Change<Subscription> update(SubscriptionArn arn, Function<Subscription, Optional<Subscription>> edit) {
        return onSubscription(
                arn,
                (before, topic, present) -> edit.apply(present)
                        .map(edited -> update(before, topic, present, edited(present, edited)))
                        .orElseGet(() -> Change.answer(new Existed<>(present))));
    }

    static Change<Subscription> delete(SubscriptionArn arn) {
        return onSubscription(arn, (before, topic, present) -> delete(before, topic, List.of(present), present));
    }

    /** Deletes the topic's subscriptions that nobody confirmed in time; answers with them. */
    static Change<List<Subscription>> expire(TopicArn arn, Instant now) {
        return TopicChanges.onTopic(arn, (before, topic) -> {
            List<Subscription> expired = topic.subscriptions().values().stream()
                    .filter(each -> isExpired(each.state(), now))
                    .toList();
            return expired.isEmpty() ? Change.answer(new Missing<>()) : delete(before, topic, expired, expired);
        });
    }

    private interface Decide {
        Decision<Subscription> with(ProjectView before, Topic topic, Subscription present);
    }

    private static Change<Subscription> onSubscription(SubscriptionArn arn, Decide decide) {
        return TopicChanges.onTopic(
                arn.topic(),
                (before, topic) -> Optional.ofNullable(topic.subscriptions().get(arn.id()))
                        .map(present -> decide.with(before, topic, present))
                        .orElseGet(() -> Change.answer(new Missing<>())));
    }

    private Decision<Subscription> create(ProjectView before, Topic topic, Subscription wanted) {
        Optional<Subscription> twin = topic.subscriptionTo(wanted.protocol(), wanted.endpoint());
        if (twin.isPresent()) {
            return Change.answer(new Existed<>(twin.get()));
        }
        if (topic.subscriptions().size() >= subscriptionsMax) {
            return Change.answer(
                    new LimitReached<>(subscriptionsMax, topic.subscriptions().size()));
        }
        Optional<FilterLimitReached<Subscription>> refusal = refusal(before, topic, 0, wanted);
        if (refusal.isPresent()) {
            return Change.answer(refusal.get());
        }
        return Change.write(statements -> statements
                .raiseGeneration(before)
                .compose(projectNo -> statements.insertSubscription(topic.topicNo(), stored(wanted, 0)))
                .map(subscriptionNo -> stored(wanted, subscriptionNo))
                .map(made -> new Written<>(Optional.of(before.withTopic(topic.withSubscription(made))), made)));
    }

    private Decision<Subscription> update(ProjectView before, Topic topic, Subscription present, Subscription after) {
        Optional<FilterLimitReached<Subscription>> refusal = refusal(before, topic, filterBytes(present), after);
        if (refusal.isPresent()) {
            return Change.answer(refusal.get());
        }
        return Change.write(statements -> statements
                .raiseGeneration(before)
                .compose(projectNo -> statements.updateSubscription(after))
                .map(done -> new Written<>(Optional.of(before.withTopic(topic.withSubscription(after))), after)));
    }

    /** Why a subscription may not have its filter policy; what grows is asked about, not what is there. */
    private Optional<FilterLimitReached<Subscription>> refusal(
            ProjectView project, Topic topic, long bytesBefore, Subscription after) {
        long growth = filterBytes(after) - bytesBefore;
        if (growth <= 0) {
            return Optional.empty();
        }
        if (bytesBefore == 0 && filtersOf(topic) >= filtersMax) {
            return Optional.of(new FilterLimitReached<>(filtersMax, "filter policies of the topic"));
        }
        long bytes = project.topics().values().stream()
                .flatMap(each -> each.subscriptions().values().stream())
                .mapToLong(SubscriptionChanges::filterBytes)
                .sum();
        return bytes + growth > filterBytesMax
                ? Optional.of(new FilterLimitReached<>(filterBytesMax, "bytes of the project's filter policies"))
                : Optional.empty();
    }

    private static long filtersOf(Topic topic) {
        return topic.subscriptions().values().stream()
                .filter(each -> each.attributes().containsKey(FILTER))
                .count();
    }

    /** In UTF-8; 0 where there is none. */
    private static long filterBytes(Subscription subscription) {
        return subscription.attributes().getOrDefault(FILTER, "").getBytes(StandardCharsets.UTF_8).length;
    }

    private static <T> Decision<T> delete(ProjectView before, Topic topic, List<Subscription> gone, T value) {
        Topic after = topic.withoutSubscriptions(
                gone.stream().map(each -> each.arn().id()).toList());
        return Change.write(statements -> statements
                .raiseGeneration(before)
                .compose(projectNo -> statements.deleteSubscriptions(gone))
                .compose(done -> statements.updateTopic(after))
                .map(done -> new Written<>(Optional.of(before.withTopic(after)), value)));
    }

    /** What identifies a subscription stays, whatever the edit says. */
    private static Subscription edited(Subscription present, Subscription edited) {
        return stored(
                new Subscription(
                        present.subscriptionNo(),
                        present.arn(),
                        present.protocol(),
                        present.endpoint(),
                        edited.state(),
                        edited.isConfirmationAuthenticated(),
                        edited.isUnsubscribeAuthenticated(),
                        present.createdAt(),
                        edited.attributes()),
                present.subscriptionNo());
    }

    /** As the database will give it back. */
    private static Subscription stored(Subscription given, long subscriptionNo) {
        SubscriptionState state = given.state()
                .fold(
                        pending -> new SubscriptionState.Pending(pending.tokenHash(), Rows.stored(pending.expiresAt())),
                        confirmed -> confirmed);
        return new Subscription(
                subscriptionNo,
                given.arn(),
                given.protocol(),
                given.endpoint(),
                state,
                given.isConfirmationAuthenticated(),
                given.isUnsubscribeAuthenticated(),
                Rows.stored(given.createdAt()),
                given.attributes());
    }

    private static boolean isExpired(SubscriptionState state, Instant now) {
        return state.fold(pending -> !now.isBefore(pending.expiresAt()), confirmed -> false);
    }
}
