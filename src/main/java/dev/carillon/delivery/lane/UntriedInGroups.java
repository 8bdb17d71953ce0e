package dev.carillon.delivery.lane;

import dev.carillon.delivery.record.LoadedRecord;
import dev.carillon.delivery.retry.WaitingRetries;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/**
 * Those of a FIFO topic: of each message group one after another, the next only when the one before is settled. Which group
 * a message is of is known once it is read; so there is a look ahead, past messages whose group is busy:
 *
 * <pre>
 *   settled | under way, due later, or held behind one of their group | not looked at yet: on disk
 *          low                                                    readMark
 *
 *   group a:  7 under way, held 9, 12
 *   group b:  8 waits for a retry
 *   ready:    10, the first of group c
 * </pre>
 *
 * What is held costs 8 bytes and some air, and is bounded: behind that many, other groups wait, too. After a restart the
 * messages that wait for a retry or for the dead-letter queue are met again in their order, before any of them goes.
 * Belongs to the shard's thread.
 */
final class UntriedInGroups implements Untried {
    static final int MOST_HELD = 1_024;

    private final LaneCursor cursor;
    private final LongSupplier endSeq;
    private final LongFunction<Optional<LoadedRecord>> records;
    private final WaitingRetries waiting;
    private final Map<String, Group> groups = new HashMap<>();

    /** The groups of the messages that others wait for. */
    private final Map<Long, Group> busy = new HashMap<>();

    /** Those that nothing holds back, and those of which nothing can be read. */
    private final TreeSet<Long> ready = new TreeSet<>();

    private int held;

    /**
     * Has looked at nothing.
     *
     * @param endSeq one past the topic's last record
     * @param records reads one; empty when it cannot be had yet, and then the lane gets a turn once it can
     * @param waiting of the shard, among which those that are held are counted
     */
    UntriedInGroups(
            LaneCursor cursor,
            LongSupplier endSeq,
            LongFunction<Optional<LoadedRecord>> records,
            WaitingRetries waiting) {
        this.cursor = cursor;
        this.endSeq = endSeq;
        this.records = records;
        this.waiting = waiting;
    }

    @Override
    public long next() {
        boolean canGoOn = isReady();
        while (canGoOn && ready.isEmpty()) {
            canGoOn = readOne();
        }
        return canGoOn ? ready.first() : NONE;
    }

    @Override
    public void take() {
        var unused = ready.pollFirst();
    }

    @Override
    public void onSettled(long sequence) {
        Group group = busy.remove(sequence);
        if (group == null || --group.underWay > 0) {
            return;
        }
        if (group.held.isEmpty()) {
            groups.remove(group.id);
        } else {
            changeHeld(-1);
            begin(group, group.held.removeFirst());
        }
    }

    /** As of an archive of which a file is gone while it is replayed. */
    @Override
    public void beginAt(long sequence) {
        ready.headSet(sequence).clear();
        for (Group group : groups.values()) {
            while (!group.held.isEmpty() && group.held.getFirst() < sequence) {
                group.held.removeFirst();
                changeHeld(-1);
            }
        }
        busy.keySet().stream().filter(each -> each < sequence).toList().forEach(this::onSettled);
    }

    @Override
    public boolean isReady() {
        boolean hasRead = true;
        while (hasRead && cursor.hasRestoredAhead()) {
            hasRead = readOne();
        }
        return !cursor.hasRestoredAhead();
    }

    @Override
    public void end() {
        changeHeld(-held);
    }

    /** How many are held behind one of their group. */
    int held() {
        return held;
    }

    /** Finds the place of the next message; false when there is none to be read now. */
    private boolean readOne() {
        long sequence = cursor.readMark();
        if (sequence >= endSeq.getAsLong()) {
            return false;
        }
        if (!cursor.settled().contains(sequence)) {
            if (isFull()) {
                return false;
            }
            Optional<LoadedRecord> loaded = records.apply(sequence);
            if (loaded.isEmpty()) {
                return false;
            }
            place(sequence, loaded.get());
        }
        cursor.takeNew();
        return true;
    }

    /** The last run held no more than this, so after a restart the bound applies only once all of that has been met. */
    private boolean isFull() {
        return !cursor.hasRestoredAhead() && (held >= MOST_HELD || !waiting.hasRoom(held));
    }

    /** Where nothing can be read of a message nothing is known of its group either: it is given up at once. */
    private void place(long sequence, LoadedRecord loaded) {
        if (loaded.isDamaged()) {
            placeDamaged(sequence);
            return;
        }
        String id = loaded.record().publication().groupId();
        Group known = groups.get(id);
        if (cursor.redrives().contains(sequence)) {
            // Its endpoint is not to have it again, whatever comes before it.
            await(known == null ? add(id) : known, sequence);
        } else if (known != null) {
            // A retry is restored behind another only when the state log was damaged; it begins anew.
            cursor.retries().remove(sequence);
            known.held.addLast(sequence);
            changeHeld(1);
        } else if (cursor.isRestored(sequence)) {
            await(add(id), sequence);
        } else {
            begin(add(id), sequence);
        }
    }

    private void placeDamaged(long sequence) {
        if (!cursor.isRestored(sequence)) {
            ready.add(sequence);
        }
    }

    private Group add(String id) {
        Group group = new Group(id);
        groups.put(id, group);
        return group;
    }

    private void begin(Group group, long sequence) {
        await(group, sequence);
        ready.add(sequence);
    }

    private void await(Group group, long sequence) {
        group.underWay++;
        busy.put(sequence, group);
    }

    private void changeHeld(int by) {
        held += by;
        waiting.changed(by);
    }

    /** A message group of which something is under way, or waits for its first, next or last attempt. */
    private static final class Group {
        private final String id;
        private final Deque<Long> held = new ArrayDeque<>();
        private int underWay;

        Group(String id) {
            this.id = id;
        }
    }
}
