package dev.carillon.delivery;

import dev.carillon.policy.FilterStart;
import java.util.ArrayList;
import java.util.List;

/** Which messages the filter policies of one subscription let through, those of now and those of before. */
final class FilterLedger {
    /** Lets everything through: there is no policy. */
    static final int ANY = -1;

    private final List<Policy> oldestFirst = new ArrayList<>();

    /** From this one on the shard has seen each since it was started. */
    private int knownFrom;

    private int seen = -1;

    private record Policy(FilterStart start, int kind) {
        boolean matches(long sequence) {
            return kind == ANY || kind == TopicLedger.kind(sequence);
        }
    }

    FilterLedger(int kind) {
        oldestFirst.add(new Policy(FilterStart.WITH_THE_SUBSCRIPTION, kind));
    }

    /** Another policy holds from a sequence on; gives its start. */
    FilterStart change(int kind, long startSeq) {
        FilterStart start = oldestFirst.get(newest()).start().followedBy(startSeq);
        oldestFirst.add(new Policy(start, kind));
        return start;
    }

    void onSeen() {
        if (newest() > seen + 1) {
            knownFrom = newest();
        }
        seen = newest();
    }

    /** What the policies of before let through is not known any more. */
    void onRestart() {
        knownFrom = newest();
        seen = newest();
    }

    /** Whether the policy of its time lets a message through. */
    boolean mustLetThrough(long sequence) {
        return oldestFirst.get(holds(sequence)).matches(sequence);
    }

    /** The same, or nobody may know any more. */
    boolean mayLetThrough(long sequence) {
        return mustLetThrough(sequence) || holds(sequence) < knownFrom;
    }

    boolean hasAlwaysLetThrough(long sequence) {
        return oldestFirst.stream().allMatch(policy -> policy.matches(sequence));
    }

    boolean hasNeverLetThrough(long sequence) {
        return oldestFirst.stream().noneMatch(policy -> policy.matches(sequence));
    }

    private int newest() {
        return oldestFirst.size() - 1;
    }

    /** Of several that hold from the same sequence on, the last. */
    private int holds(long sequence) {
        int last = 0;
        for (int i = 0; i < oldestFirst.size(); i++) {
            last = oldestFirst.get(i).start().sequence() <= sequence ? i : last;
        }
        return last;
    }
}
