package dev.carillon.delivery;

import dev.carillon.model.Protocol;
import dev.carillon.model.Subscription;
import dev.carillon.policy.FilterStart;
import dev.carillon.policy.ReplayPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BiFunction;

/**
 * The subscriptions of a simulated shard's topics, as the catalogue has them. What is done to one is told to the ledger, and not
 * yet to the shard; each says what it did, or nothing where there was nothing to do.
 */
final class SimulatedSubscriptions {
    private static final int MOST = 4;

    private final SplittableRandom random;
    private final SimulatedShard shard;
    private final boolean isOneOrigin;
    private final Map<Long, List<Subscription>> byTopic = new HashMap<>();
    private long replaysAsked;

    /** Of no topic yet. */
    SimulatedSubscriptions(SplittableRandom random, SimulatedShard shard, boolean isOneOrigin) {
        this.random = random;
        this.shard = shard;
        this.isOneOrigin = isOneOrigin;
    }

    void onTopic(long topicNo) {
        byTopic.put(topicNo, new ArrayList<>());
    }

    /** All of a topic go with it. */
    void onTopicGone(long topicNo) {
        byTopic.remove(topicNo).forEach(each -> shard.ledger.onLeft(each.subscriptionNo()));
    }

    boolean hasRoom(long topicNo) {
        return byTopic.get(topicNo).size() < MOST;
    }

    String subscribe(long topicNo, long no) {
        Protocol protocol = random.nextBoolean() ? Protocol.LAMBDA : Protocol.HTTP;
        long startSeq = Math.max(0, shard.ledger.topic(topicNo).nextSeq() - random.nextInt(4));
        String host = isOneOrigin ? "127.0.0.1:9000" : "127.0.0.1:" + (10_000 + no);
        SubscriptionLedger.Asked asked = new SubscriptionLedger.Asked(
                random.nextInt(3) == 0,
                protocol == Protocol.HTTP && random.nextInt(4) == 0 ? random.nextInt(5, 30) : 0,
                random.nextInt(3) == 0 ? random.nextInt(TopicLedger.KINDS) : FilterLedger.ANY);
        Subscription subscribed = TestTopics.subscription(topicNo, no, protocol, startSeq, "http://" + host + "/" + no)
                .withAttributes(attributes(no, asked));
        byTopic.get(topicNo).add(subscribed);
        shard.ledger.onSubscribed(no, topicNo, protocol, asked, startSeq);
        shard.add(subscribed);
        return "subscribe " + no + " (" + protocol + ", " + asked + ") to " + topicNo + " from " + startSeq;
    }

    Optional<String> unsubscribe(long topicNo) {
        List<Subscription> present = byTopic.get(topicNo);
        if (present.isEmpty()) {
            return Optional.empty();
        }
        Subscription gone = present.remove(random.nextInt(present.size()));
        shard.ledger.onLeft(gone.subscriptionNo());
        shard.remove(gone);
        return Optional.of("unsubscribe " + gone.subscriptionNo());
    }

    /** Of everything that is archived; of a topic without an archive it fails, and nothing may come of it. */
    Optional<String> replay(long topicNo) {
        return change(topicNo, (no, attributes) -> {
            long asked = ++replaysAsked;
            attributes.put(
                    ReplayPolicy.NAME, "{\"PointType\":\"Timestamp\",\"StartingPoint\":\"2026-01-01T00:00:00Z\"}");
            attributes.put(ReplayPolicy.SET, Long.toString(asked));
            if (shard.isArchived(topicNo)) {
                shard.ledger.replays().onAsked(no, asked);
            }
            return "replay to " + no;
        });
    }

    /** Holds from the next message on, which the journal names. */
    Optional<String> changeFilter(long topicNo) {
        return change(topicNo, (no, attributes) -> {
            int kind = random.nextInt(FilterLedger.ANY, TopicLedger.KINDS);
            SubscriptionLedger of = shard.ledger.subscription(no);
            FilterStart start = of.filter.change(kind, of.topic.nextSeq());
            setFilter(attributes, kind);
            attributes.putAll(start.notedIn(Map.of()));
            return "filter of " + no + ": " + kind + " from " + start;
        });
    }

    Optional<String> changeQueue(long topicNo) {
        return change(topicNo, (no, attributes) -> {
            boolean hasQueue = random.nextBoolean();
            setQueue(attributes, no, hasQueue);
            shard.ledger.subscription(no).isGivenQueue = hasQueue;
            return "queue of " + no + ": " + attributes.getOrDefault("RedrivePolicy", "none");
        });
    }

    /** Changes the attributes of one of a topic's subscriptions. */
    private Optional<String> change(long topicNo, BiFunction<Long, Map<String, String>, String> change) {
        List<Subscription> present = byTopic.get(topicNo);
        if (present.isEmpty()) {
            return Optional.empty();
        }
        int place = random.nextInt(present.size());
        Map<String, String> attributes = new HashMap<>(present.get(place).attributes());
        String what = change.apply(present.get(place).subscriptionNo(), attributes);
        Subscription changed = present.get(place).withAttributes(attributes);
        present.set(place, changed);
        shard.add(changed);
        return Optional.of(what);
    }

    private Map<String, String> attributes(long no, SubscriptionLedger.Asked asked) {
        Map<String, String> attributes = new HashMap<>();
        setQueue(attributes, no, asked.hasQueue());
        setFilter(attributes, asked.kind());
        if (asked.mostPerSecond() > 0) {
            attributes.put(
                    "DeliveryPolicy", "{\"throttlePolicy\":{\"maxReceivesPerSecond\":" + asked.mostPerSecond() + "}}");
        }
        return attributes;
    }

    /** One of three; whose it is stands behind the last dash. */
    private void setQueue(Map<String, String> attributes, long no, boolean hasQueue) {
        if (hasQueue) {
            String queue = "arn:aws:sqs:eu-west-3:123456789012:dead-" + random.nextInt(3) + "-" + no;
            attributes.put("RedrivePolicy", "{\"deadLetterTargetArn\":\"" + queue + "\"}");
        } else {
            attributes.remove("RedrivePolicy");
        }
    }

    private static void setFilter(Map<String, String> attributes, int kind) {
        if (kind == FilterLedger.ANY) {
            attributes.remove("FilterPolicy");
        } else {
            attributes.put("FilterPolicy", "{\"" + TopicLedger.KIND + "\":[\"" + kind + "\"]}");
        }
    }
}
