package dev.carillon.delivery.topic;

import dev.carillon.delivery.turn.Aside;
import dev.carillon.filter.Audience;
import dev.carillon.filter.FilterMachine;
import dev.carillon.model.Publication;
import dev.carillon.model.Topic;
import dev.carillon.policy.FilterStart;
import dev.carillon.push.envelope.ProtocolTexts;
import io.vertx.core.AsyncResult;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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
 * Those of before are forgotten when all below the start has been met, and are not known after a restart. A message whose
 * policy is not known any more goes to the subscription: most of these were let through before, and wait. Belongs to the
 * shard's thread.
 *
 * <p>What cannot be compiled, for want of memory say, is tried again: meanwhile the topic's messages wait on disk.
 */
final class TopicFilter {
    /** When so many changes wait to be compiled, the oldest are forgotten early. */
    static final int MOST_OLDER = 16;

    /** The policies of one time. */
    private static final class Generation {
        final FilterSet policies;

        @Nullable
        FilterMachine machine;

        boolean isCompiling;

        /** Set by the shard's thread, read by the one that compiles. */
        volatile boolean isForgotten;

        Generation(FilterSet policies) {
            this.policies = policies;
        }

        FilterMachine compiled() {
            return isForgotten ? new FilterMachine(List.of(), ProtocolTexts::of) : policies.compiled();
        }

        Audience audience(Publication publication) {
            return Objects.requireNonNull(machine).match(publication);
        }
    }

    private final Aside aside;
    private final Runnable onReady;
    private final Consumer<Throwable> onFailure;
    private final Deque<Generation> newestFirst = new ArrayDeque<>();
    private boolean isNeeded;
    private boolean isReady;

    /**
     * Without policies.
     *
     * @param onReady when compiling, which {@link #reconcile} began, is over
     * @param onFailure when it failed; {@link #compile} tries it again
     */
    TopicFilter(Aside aside, Runnable onReady, Consumer<Throwable> onFailure) {
        this.aside = aside;
        this.onReady = onReady;
        this.onFailure = onFailure;
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
        look();
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
            forgetOldest();
        }
        look();
        compile();
    }

    /** Begins to compile what is not compiled, and is not being compiled already. */
    void compile() {
        for (Generation each : List.copyOf(newestFirst)) {
            if (each.machine == null && !each.isCompiling) {
                each.isCompiling = true;
                var unused = aside.run(each::compiled).onComplete(result -> onCompiled(each, result));
            }
        }
    }

    /** Everything below a sequence has been met: forgets the policies that no message will meet any more. */
    void reach(long sequence) {
        if (newestFirst.size() == 1) {
            return;
        }
        int needed = 1;
        for (Iterator<Generation> each = newestFirst.iterator();
                each.hasNext() && each.next().policies.lastStartSeq() > sequence; ) {
            needed++;
        }
        while (newestFirst.size() > needed) {
            forgetOldest();
        }
        look();
    }

    /** Whether any subscription has a policy, or had one that some messages have yet to meet. */
    boolean isNeeded() {
        return isNeeded;
    }

    boolean isReady() {
        return isReady;
    }

    /** The least sequence from which on all of the newest policies hold. */
    long startSeq() {
        return newest().policies.lastStartSeq();
    }

    /** Who gets a message by the policies of its time; only when {@link #isReady}. */
    Audience audience(long sequence, Publication publication) {
        Audience now = newest().audience(publication);
        return startSeq() <= sequence ? now : asBefore(now, sequence, publication);
    }

    /** Whether a message, whatever its time, is let through now; only when {@link #isReady}. */
    boolean matchesNow(long subscriptionNo, Publication publication) {
        return newest().audience(publication).includes(subscriptionNo);
    }

    /** Each older generation is asked once at most. */
    private Audience asBefore(Audience now, long sequence, Publication publication) {
        Set<Long> filtered = new HashSet<>(now.filtered());
        Set<Long> matched = new HashSet<>(now.matched());
        Map<Generation, Audience> before = new HashMap<>();
        for (long subscriptionNo : newest().policies.notYetAt(sequence)) {
            Generation ofThen = ofThen(subscriptionNo, sequence);
            filtered.add(subscriptionNo);
            if (ofThen == null
                    || before.computeIfAbsent(ofThen, generation -> generation.audience(publication))
                            .includes(subscriptionNo)) {
                matched.add(subscriptionNo);
            } else {
                matched.remove(subscriptionNo);
            }
        }
        boolean isCut = now.isCut() || before.values().stream().anyMatch(Audience::isCut);
        return new Audience(filtered, matched, isCut);
    }

    /** Whose policy of a subscription held for a sequence; null when that is not known, because one between is missing. */
    private @Nullable Generation ofThen(long subscriptionNo, long sequence) {
        FilterStart later = newest().policies.start(subscriptionNo);
        for (Generation each : newestFirst) {
            FilterStart start = each.policies.start(subscriptionNo);
            boolean isMissing = start.revision() < later.revision() - 1;
            if (isMissing || !each.policies.knows(subscriptionNo)) {
                return null;
            }
            if (start.sequence() <= sequence) {
                return each;
            }
            later = start;
        }
        return null;
    }

    private void onCompiled(Generation generation, AsyncResult<FilterMachine> result) {
        if (generation.isForgotten) {
            return;
        }
        generation.isCompiling = false;
        if (result.failed()) {
            onFailure.accept(result.cause());
            return;
        }
        generation.machine = result.result();
        look();
        onReady.run();
    }

    private Generation newest() {
        return newestFirst.getFirst();
    }

    private void forgetOldest() {
        newestFirst.removeLast().isForgotten = true;
    }

    private void look() {
        isNeeded = newestFirst.stream().anyMatch(each -> !each.policies.isEmpty());
        isReady = newestFirst.stream().allMatch(each -> each.machine != null);
    }
}
