package dev.carillon.delivery;

import dev.carillon.delivery.state.ReplayNumber;
import dev.carillon.journal.store.DropReason;
import dev.carillon.journal.store.StateEntry;
import dev.carillon.journal.store.StateEntry.Dropped;
import dev.carillon.journal.store.StateEntry.Replaying;
import dev.carillon.push.AttemptOutcome;
import dev.carillon.push.AttemptOutcome.Delivered;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/** What became of the replays that were asked for: each message of a span is delivered once more, or given up. */
final class ReplayLedger {
    private final Consumer<String> violations;

    /** By subscription. */
    private final Map<Long, Asked> replays = new TreeMap<>();

    /** How many attempts each subscription has under way, of any replay. */
    private final Map<Long, Integer> underWay = new HashMap<>();

    ReplayLedger(Consumer<String> violations) {
        this.violations = violations;
    }

    /** A subscription asks for all that is archived; in place of what it asked for before. */
    void onAsked(long no, long setMillis) {
        replays.put(no, new Asked(setMillis));
    }

    void onLeft(long no) {
        replays.remove(no);
    }

    int underWay(long no) {
        return underWay.getOrDefault(no, 0);
    }

    void onPost(long no, long sequence) {
        underWay.merge(no, 1, Integer::sum);
        Asked asked = replays.get(no);
        if (asked != null) {
            Replaying span = asked.span;
            if (span != null && (sequence < span.firstSeq() || sequence >= span.endSeq())) {
                violations.accept("message " + sequence + " was replayed to " + no + " and is not in " + span);
            }
            asked.posted.set((int) sequence);
        }
    }

    /** While the log's disk fails it says what has begun only once it is written anew. */
    void onRestart(List<StateEntry> durable) {
        underWay.clear();
        durable.stream().filter(Replaying.class::isInstance).forEach(this::onEntry);
    }

    void onOutcome(long no, long sequence, AttemptOutcome outcome) {
        underWay.merge(no, -1, Integer::sum);
        Asked asked = replays.get(no);
        if (asked != null) {
            asked.last.put(sequence, outcome);
        }
    }

    /** An entry under a replay's number. */
    void onEntry(StateEntry entry) {
        Asked asked = replays.get(ReplayNumber.subscription(entry.subscriptionNo()));
        if (asked == null) {
            return;
        }
        if (entry instanceof Replaying replaying && replaying.setMillis() == asked.setMillis) {
            asked.span = replaying;
        } else if (entry instanceof StateEntry.Delivered delivered
                && !(asked.last.get(delivered.sequence()) instanceof Delivered)) {
            violations.accept("a false entry: " + entry);
        } else if (entry instanceof Dropped dropped
                && dropped.reason() != DropReason.FILTERED
                && !asked.last.containsKey(dropped.sequence())) {
            violations.accept("dropped without an attempt: " + entry);
        }
    }

    /**
     * At the end.
     *
     * @param keptSeq of a subscription's topic, the first message that is there still
     * @param isMeant whether a message is for a subscription, whatever its policies were meanwhile
     */
    void everythingWasReplayed(Map<Long, Long> keptSeq, BiPredicate<Long, Long> isMeant) {
        replays.forEach((no, asked) -> {
            if (asked.span == null) {
                violations.accept("the replay of " + no + " never began");
                return;
            }
            long from = Math.max(asked.span.firstSeq(), keptSeq.getOrDefault(no, 0L));
            for (long sequence = from; sequence < asked.span.endSeq(); sequence++) {
                if (!asked.posted.get((int) sequence) && isMeant.test(no, sequence)) {
                    violations.accept("message " + sequence + " was not replayed to " + no + " of " + asked.span);
                }
            }
        });
    }

    private static final class Asked {
        private final long setMillis;
        private final BitSet posted = new BitSet();
        private final Map<Long, AttemptOutcome> last = new HashMap<>();
        private Replaying span;

        private Asked(long setMillis) {
            this.setMillis = setMillis;
        }
    }
}
