package dev.carillon.journal.store.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.journal.store.JournalReader;
import dev.carillon.journal.store.NoCommits;
import dev.carillon.journal.store.ReadOutcome;
import dev.carillon.journal.store.TopicJournal;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What was acknowledged, and what became of it; says whether a store still has it. Safe on every thread. */
final class StoreLedger {
    private final Map<Long, BitSet> acknowledged = new HashMap<>();
    private final Map<Long, Long> settledBelow = new HashMap<>();
    private final Map<Long, BitSet> settled = new HashMap<>();
    private final Set<Long> deleted = new HashSet<>();

    synchronized void acknowledged(long topicNo, long fromSeq, long endSeq) {
        acknowledged.computeIfAbsent(topicNo, no -> new BitSet()).set((int) fromSeq, (int) endSeq);
    }

    /** Everything below was acknowledged. */
    synchronized long acknowledgedBelow(long topicNo) {
        return acknowledged.getOrDefault(topicNo, new BitSet()).nextClearBit(0);
    }

    synchronized void settled(long topicNo, long lowSeq) {
        settledBelow.merge(topicNo, lowSeq, Math::max);
    }

    /** Settles one message, unless nobody knows yet whether it was stored. */
    synchronized boolean settleIfAcknowledged(long topicNo, long sequence) {
        boolean isAcknowledged =
                acknowledged.getOrDefault(topicNo, new BitSet()).get((int) sequence);
        if (isAcknowledged) {
            settled.computeIfAbsent(topicNo, no -> new BitSet()).set((int) sequence);
        }
        return isAcknowledged;
    }

    synchronized void deleted(long topicNo) {
        deleted.add(topicNo);
    }

    synchronized boolean isKnown(long topicNo) {
        return !deleted.contains(topicNo);
    }

    synchronized int acknowledgedRecords() {
        return acknowledged.values().stream().mapToInt(BitSet::cardinality).sum();
    }

    /** Whether a message was acknowledged and not settled. */
    synchronized boolean isWaitedFor(long topicNo, long sequence) {
        return waiting(topicNo).get((int) sequence);
    }

    /** How many messages of topics that are there nobody waits for any more. */
    synchronized long settledRecords() {
        return acknowledged.entrySet().stream()
                .filter(topic -> isKnown(topic.getKey()))
                .mapToLong(topic ->
                        topic.getValue().cardinality() - waiting(topic.getKey()).cardinality())
                .sum();
    }

    /** The state at this moment, for a copy of the folder made at this moment. */
    synchronized StoreLedger copy() {
        StoreLedger copy = new StoreLedger();
        acknowledged.forEach((topicNo, sequences) -> copy.acknowledged.put(topicNo, (BitSet) sequences.clone()));
        settled.forEach((topicNo, sequences) -> copy.settled.put(topicNo, (BitSet) sequences.clone()));
        copy.settledBelow.putAll(settledBelow);
        copy.deleted.addAll(deleted);
        return copy;
    }

    /** Whatever was acknowledged and not settled is there, nothing is there that was not written, and each topic goes on. */
    synchronized void check(DataFolder data) {
        for (Map.Entry<Long, BitSet> topic : acknowledged.entrySet()) {
            if (isKnown(topic.getKey())) {
                checkRecords(data, topic.getKey(), topic.getValue());
                checkGoesOn(data, topic.getKey());
            }
        }
    }

    private void checkRecords(DataFolder data, long topicNo, BitSet sequences) {
        long low = settledBelow.getOrDefault(topicNo, 0L);
        BitSet done = settled.getOrDefault(topicNo, new BitSet());
        try (JournalReader reader = data.journals().read(topicNo)) {
            for (long sequence = low; sequence < Math.max(reader.nextSeq(), sequences.length()); sequence++) {
                ReadOutcome outcome = reader.read(sequence);
                if (outcome instanceof ReadOutcome.Found found) {
                    assertThat(found.record().publication()).isEqualTo(StoreScript.message(topicNo, sequence));
                } else {
                    assertThat(sequences.get((int) sequence) && !done.get((int) sequence))
                            .as("topic %s lost the acknowledged record %s: %s", topicNo, sequence, outcome)
                            .isFalse();
                }
            }
        }
    }

    /**
     * The same where one topic may have lost some records: these are never handed out as something else, and are damaged
     * where there are others before and behind them.
     *
     * @return how many are lost
     */
    synchronized int checkBut(DataFolder data, long bentTopic, Set<Long> bent) {
        int lost = 0;
        for (Map.Entry<Long, BitSet> topic : acknowledged.entrySet()) {
            if (isKnown(topic.getKey()) && topic.getKey() != bentTopic) {
                checkRecords(data, topic.getKey(), topic.getValue());
            } else if (isKnown(topic.getKey())) {
                lost += checkBent(data, topic.getKey(), bent);
            }
        }
        return lost;
    }

    synchronized void checkGoesOn(DataFolder data) {
        acknowledged.keySet().stream().filter(this::isKnown).forEach(topicNo -> checkGoesOn(data, topicNo));
    }

    private int checkBent(DataFolder data, long topicNo, Set<Long> bent) {
        int lost = 0;
        BitSet waiting = waiting(topicNo);
        try (JournalReader reader = data.journals().read(topicNo)) {
            for (long sequence = 0; sequence < waiting.length(); sequence++) {
                ReadOutcome outcome = reader.read(sequence);
                if (outcome instanceof ReadOutcome.Found found) {
                    assertThat(found.record().publication()).isEqualTo(StoreScript.message(topicNo, sequence));
                } else if (waiting.get((int) sequence)) {
                    assertThat(bent)
                            .as("topic %s lost more than its bent records: %s", topicNo, outcome)
                            .contains(sequence);
                    boolean isBetween = sequence >= reader.firstSeq() && sequence < reader.nextSeq();
                    assertThat(outcome instanceof ReadOutcome.Damaged).isEqualTo(isBetween);
                    lost++;
                }
            }
        }
        return lost;
    }

    private BitSet waiting(long topicNo) {
        BitSet waiting = (BitSet) acknowledged.get(topicNo).clone();
        waiting.andNot(settled.getOrDefault(topicNo, new BitSet()));
        waiting.clear(0, settledBelow.getOrDefault(topicNo, 0L).intValue());
        return waiting;
    }

    private static void checkGoesOn(DataFolder data, long topicNo) {
        try (TopicJournal journal = data.journals().open(topicNo, new NoCommits());
                JournalReader reader = data.journals().read(topicNo)) {
            long sequence = journal.nextSeq();
            long unused = journal.append(StoreScript.message(topicNo, sequence), StoreScript.PUBLISHED_AT);
            assertThat(reader.read(sequence)).isInstanceOf(ReadOutcome.Found.class);
        }
    }
}
