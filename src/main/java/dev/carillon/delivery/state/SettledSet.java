package dev.carillon.delivery.state;

import org.jspecify.annotations.Nullable;
import org.roaringbitmap.longlong.LongIterator;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/**
 * Which of a topic's sequences one subscription has done with. What waits costs bits, not objects:
 *
 * <pre>
 *   0 ........ low        low+3   low+5
 *   all settled | . . . .  x  .    x  . . .
 * </pre>
 *
 * Belongs to the shard's thread.
 */
public final class SettledSet {
    private long lowSeq;

    /** Settled sequences above {@link #lowSeq}; most subscriptions settle in order and never need one. */
    private @Nullable Roaring64Bitmap above;

    SettledSet(long lowSeq) {
        this.lowSeq = lowSeq;
    }

    /** Every sequence below it is settled, and it is not. */
    public long lowSeq() {
        return lowSeq;
    }

    /** One past the last settled sequence. */
    public long endSeq() {
        return above == null ? lowSeq : above.last() + 1;
    }

    public boolean contains(long sequence) {
        return sequence < lowSeq || (above != null && above.contains(sequence));
    }

    /** Settles one; doing so again changes nothing. */
    public void add(long sequence) {
        if (sequence == lowSeq) {
            lowSeq++;
            passSettled();
        } else if (sequence > lowSeq) {
            if (above == null) {
                above = new Roaring64Bitmap();
            }
            above.addLong(sequence);
        }
    }

    /** Settles all below a sequence. */
    public void raiseTo(long sequence) {
        if (sequence <= lowSeq) {
            return;
        }
        lowSeq = sequence;
        if (above == null) {
            return;
        }
        while (!above.isEmpty() && above.first() < sequence) {
            above.removeLong(above.first());
        }
        passSettled();
    }

    /** Settles so many from a sequence on. */
    void addRun(long sequence, int count) {
        for (long each = sequence; each < sequence + count; each++) {
            add(each);
        }
    }

    /** Hands out the settled sequences above {@link #lowSeq()}, each run of them as one. */
    public void forEachRunAbove(RunVisitor visitor) {
        if (above == null) {
            return;
        }
        LongIterator iterator = above.getLongIterator();
        long first = iterator.next();
        int count = 1;
        while (iterator.hasNext()) {
            long next = iterator.next();
            if (next != first + count) {
                visitor.visit(first, count);
                first = next;
                count = 0;
            }
            count++;
        }
        visitor.visit(first, count);
    }

    /** Sees settled sequences that follow one another. */
    public interface RunVisitor {
        void visit(long first, int count);
    }

    private void passSettled() {
        if (above == null) {
            return;
        }
        while (above.contains(lowSeq)) {
            above.removeLong(lowSeq);
            lowSeq++;
        }
        if (above.isEmpty()) {
            above = null;
        }
    }
}
