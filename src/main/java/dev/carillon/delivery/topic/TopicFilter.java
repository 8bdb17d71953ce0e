package dev.carillon.delivery.topic;

import dev.carillon.delivery.turn.Aside;
import dev.carillon.filter.Audience;
import dev.carillon.filter.FilterMachine;
import dev.carillon.model.Publication;
import dev.carillon.model.Topic;
import io.vertx.core.AsyncResult;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The filters that one topic's messages meet. When a policy changes, all are compiled again, aside; until that is done
 * nothing may be matched, so that no message meets a policy that was changed before its publish. What was published
 * before a change and is met after it is matched by the policies of before:
 *
 * <pre>
 *   sequence         ... 41  42  43  44  45 ...
 *   policies         the older   |   the newest, whose start is 44
 * </pre>
 *
 * Those of before are forgotten as soon as all below the start has been met, and are not known after a restart: then
 * whatever still waits below the start goes to its subscription, which it was let through to. Belongs to the shard's
 * thread.
 */
final class TopicFilter {
    /** More are only kept while the journal cannot be read. Then the oldest go, and what they would stop gets through. */
    static final int MOST_OLDER = 16;

    private static final Logger LOG = LoggerFactory.getLogger(TopicFilter.class);

    /** The policies of one time. */
    private static final class Generation {
        final FilterSet policies;

        @Nullable
        FilterMachine machine;

        Generation(FilterSet policies) {
            this.policies = policies;
        }

        Audience audience(Publication publication) {
            return Objects.requireNonNull(machine).match(publication);
        }
    }

    private final Aside aside;
    private final Runnable onReady;
    private final Deque<Generation> newestFirst = new ArrayDeque<>();

    /** @param onReady when compiling, which {@link #reconcile} began, is over */
    TopicFilter(Aside aside, Runnable onReady) {
        this.aside = aside;
        this.onReady = onReady;
        open(FilterSet.NONE);
    }

    /** Compiles here and now: at the start, before anything is sent. */
    void open(Topic topic) {
        open(FilterSet.of(topic));
    }

    private void open(FilterSet policies) {
        Generation generation = new Generation(policies);
        generation.machine = policies.compiled();
        newestFirst.clear();
        newestFirst.add(generation);
    }

    /** Takes over what changed in the catalogue. */
    void reconcile(Topic topic) {
        FilterSet policies = FilterSet.of(topic);
        if (policies.isSameAs(newest().policies)) {
            return;
        }
        Generation generation = new Generation(policies);
        newestFirst.addFirst(generation);
        if (newestFirst.size() > 1 + MOST_OLDER) {
            newestFirst.removeLast();
        }
        var unused = aside.run(policies::compiled).onComplete(result -> onCompiled(generation, result));
    }

    /** Everything below a sequence has been met: forgets what is of no more use. */
    void reach(long sequence) {
        while (newestFirst.size() > 1 && newest().policies.isWholeAt(sequence)) {
            newestFirst.removeLast();
        }
    }

    /** Whether any subscription has a policy, or had one that some messages have yet to meet. */
    boolean isNeeded() {
        return newestFirst.stream().anyMatch(each -> !each.policies.isEmpty());
    }

    boolean isReady() {
        return newestFirst.stream().allMatch(each -> each.machine != null);
    }

    /** Who gets a message by the policies of its time; only when {@link #isReady}. */
    Audience audience(long sequence, Publication publication) {
        Audience now = newest().audience(publication);
        return newest().policies.isWholeAt(sequence) ? now : asBefore(now, sequence, publication);
    }

    /** Whether a message, whatever its time, is let through now; only when {@link #isReady}. */
    boolean matchesNow(long subscriptionNo, Publication publication) {
        return newest().audience(publication).includes(subscriptionNo);
    }

    private Audience asBefore(Audience now, long sequence, Publication publication) {
        Set<Long> filtered = new HashSet<>(now.filtered());
        Set<Long> matched = new HashSet<>(now.matched());
        for (long subscriptionNo : newest().policies.notYetAt(sequence)) {
            filtered.add(subscriptionNo);
            if (matchedBefore(subscriptionNo, sequence, publication)) {
                matched.add(subscriptionNo);
            } else {
                matched.remove(subscriptionNo);
            }
        }
        return new Audience(filtered, matched, now.isCut());
    }

    /** Of whom nothing is known that held then, that was let through before. */
    private boolean matchedBefore(long subscriptionNo, long sequence, Publication publication) {
        return newestFirst.stream()
                .filter(each -> each.policies.holdsAt(sequence, subscriptionNo))
                .findFirst()
                .map(each -> each.audience(publication).includes(subscriptionNo))
                .orElse(true);
    }

    private void onCompiled(Generation generation, AsyncResult<FilterMachine> result) {
        if (result.failed()) {
            LOG.atError().setCause(result.cause()).log("filter policies could not be compiled");
        }
        generation.machine = result.succeeded() ? result.result() : generation.policies.matchingNothing();
        onReady.run();
    }

    private Generation newest() {
        return newestFirst.getFirst();
    }
}
