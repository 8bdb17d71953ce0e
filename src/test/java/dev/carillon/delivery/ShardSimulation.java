package dev.carillon.delivery;

import dev.carillon.config.BrokerConfig;
import dev.carillon.config.ConfigLoader;
import dev.carillon.config.ConfigOutcome.Accepted;
import dev.carillon.policy.ArchivePolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/**
 * A random history of one shard: publishes, endpoints of every mood, subscriptions and topics that come and go, disks that
 * fail, kills and stops, and hours in between. The same seed makes the same history.
 */
final class ShardSimulation {
    private static final int STEPS = 80;
    private static final int MOST_TOPICS = 3;
    private static final String[] WINDOWS = {"1h", "1h", "1h", "5m", "30s", "6h"};
    private static final Map<String, BrokerConfig> CONFIGS = new HashMap<>();
    private static final Map<String, String> ARCHIVED =
            Map.of(ArchivePolicy.NAME, "{\"MessageRetentionPeriod\":\"1\"}");

    private final SplittableRandom random;
    private final SimulatedShard shard;
    private final QuietChecks checks;
    private final SimulatedSubscriptions subscriptions;
    private final List<Long> topics = new ArrayList<>();
    private final List<String> history = new ArrayList<>();
    private long made;

    ShardSimulation(long seed) {
        random = new SplittableRandom(seed);
        boolean isOneOrigin = random.nextInt(4) == 0;
        String window = WINDOWS[random.nextInt(WINDOWS.length)];
        shard = new SimulatedShard(config(window, isOneOrigin), random, 1L << random.nextInt(5, 20));
        checks = new QuietChecks(shard, !isOneOrigin);
        subscriptions = new SimulatedSubscriptions(random, shard, isOneOrigin);
    }

    /** Plays it to its end, or up to the first violation. */
    List<String> violations() {
        shard.start(random);
        for (int step = 0; step < STEPS && isSound(); step++) {
            step();
            shard.timers.advance(span());
            checks.timersAreBounded();
            if (random.nextInt(3) == 0) {
                shard.timers.advance(Duration.ofMillis(50));
                checks.quotaAndLiveness();
            }
        }
        if (isSound()) {
            end();
        }
        return shard.ledger.violations();
    }

    List<String> history() {
        return history;
    }

    private boolean isSound() {
        return shard.ledger.violations().isEmpty();
    }

    private void step() {
        topics.forEach(shard::trim);
        if (shard.isOnCopy()) {
            stepOnCopy();
            return;
        }
        switch (random.nextInt(24)) {
            case 0, 1, 2, 3, 4 -> publish();
            case 5, 6, 7 -> changeMood();
            case 8, 9 -> subscribe();
            case 10 -> change(subscriptions::unsubscribe);
            case 11 -> changeTopics();
            case 12 -> kill();
            case 13 -> stop();
            case 14 -> breakDisk();
            case 15 -> change(subscriptions::replay);
            case 16 -> setClock();
            case 17, 18 -> change(subscriptions::changeFilter);
            case 19 -> change(subscriptions::changeQueue);
            case 20 -> holdCompiling();
            case 21 -> askWhatIsOutstanding();
            default -> note("nothing");
        }
    }

    /** Without the database nothing can be changed, and to the topics that the copy does not know nothing be published. */
    private void stepOnCopy() {
        switch (random.nextInt(8)) {
            case 0, 1 -> publish();
            case 2, 3 -> changeMood();
            case 4 -> askWhatIsOutstanding();
            case 5 -> kill();
            case 6 -> load();
            default -> note("nothing");
        }
    }

    private void load() {
        note("the database is back");
        shard.load();
        topics.forEach(checks::journalChanged);
    }

    private void publish() {
        if (topics.isEmpty()) {
            return;
        }
        long topicNo = anyTopic();
        if (shard.ledger.topic(topicNo).isUnknown) {
            return;
        }
        int count = random.nextInt(1, 16);
        boolean isAnnounced = random.nextInt(5) > 0;
        note("publish " + count + " to " + topicNo + (isAnnounced ? "" : " without a word"));
        for (int i = 0; i < count; i++) {
            shard.publish(topicNo, random.nextInt(60, 2_000));
        }
        if (isAnnounced) {
            shard.announce(topicNo);
        }
    }

    private void changeMood() {
        if (made == 0) {
            return;
        }
        SimulatedEndpoints.Mood[] moods = SimulatedEndpoints.Mood.values();
        long no = random.nextLong(1, made + 1);
        SimulatedEndpoints.Mood mood = moods[random.nextInt(moods.length)];
        boolean isQueue = random.nextInt(3) == 0;
        note((isQueue ? "queue " : "endpoint ") + no + " " + mood);
        shard.endpoints.set(isQueue ? -no : no, mood);
    }

    private void subscribe() {
        if (!topics.isEmpty()) {
            long topicNo = anyTopic();
            if (subscriptions.hasRoom(topicNo)) {
                tellPerhaps(subscriptions.subscribe(topicNo, ++made));
            }
        }
    }

    /** Changes something of a topic's subscriptions, with a word to the shard or without. */
    private void change(LongFunction<Optional<String>> change) {
        if (!topics.isEmpty()) {
            change.apply(anyTopic()).ifPresent(this::tellPerhaps);
        }
    }

    private void holdCompiling() {
        boolean isHeld = !shard.aside().isHolding();
        note("filters are compiled: " + !isHeld);
        if (isHeld) {
            shard.aside().hold();
        } else {
            shard.aside().release();
        }
    }

    private void askWhatIsOutstanding() {
        if (!topics.isEmpty()) {
            long topicNo = anyTopic();
            note("what is outstanding of " + topicNo + "?");
            checks.outstanding(topicNo);
        }
    }

    private void changeTopics() {
        if (topics.size() == MOST_TOPICS && random.nextInt(4) == 0) {
            note("deactivate");
            topics.forEach(subscriptions::onTopicGone);
            topics.clear();
            shard.deactivate();
            shard.tell();
        } else if (topics.size() < MOST_TOPICS) {
            long topicNo = ++made + (random.nextInt(3) == 0 ? TestTopics.FIFO : 0);
            note("topic " + topicNo);
            topics.add(topicNo);
            subscriptions.onTopic(topicNo);
            shard.addTopic(topicNo, random.nextInt(3) == 0 ? Map.of() : ARCHIVED);
        } else {
            long topicNo = topics.remove(random.nextInt(topics.size()));
            subscriptions.onTopicGone(topicNo);
            shard.removeTopic(topicNo);
            note("delete topic " + topicNo);
            shard.tell();
        }
    }

    private void kill() {
        note("kill");
        shard.kill();
        shard.time.advance(random.nextBoolean() ? Duration.ofMillis(300) : span());
        if (random.nextInt(8) == 0) {
            setClockBy(anySet());
        }
        Set<Long> unknown = random.nextInt(4) == 0
                ? topics.stream().filter(each -> random.nextBoolean()).collect(Collectors.toSet())
                : Set.of();
        if (!unknown.isEmpty()) {
            note("without the database, and a copy that does not know " + unknown);
        }
        shard.start(random, unknown);
    }

    private void stop() {
        note("stop");
        if (shard.log.isFailing()) {
            return;
        }
        checks.isClean(shard.stop());
        shard.time.advance(span());
        shard.start(random);
    }

    /** It is noticed within a second, if nobody ends the shard before. */
    private void setClock() {
        if (!shard.log.isFailing()) {
            setClockBy(anySet());
            shard.timers.advance(Duration.ofMillis(1_100));
        }
    }

    private void setClockBy(Duration ahead) {
        note("the clock is set by " + ahead);
        if (ahead.isNegative()) {
            shard.ledger.onSetBack();
        }
        shard.time.setAhead(ahead);
    }

    private Duration anySet() {
        return switch (random.nextInt(4)) {
            case 0 -> Duration.ofDays(1);
            case 1 -> Duration.ofHours(-1);
            default -> Duration.ofSeconds(random.nextLong(3, 600)).multipliedBy(random.nextBoolean() ? 1 : -1);
        };
    }

    private void breakDisk() {
        if (random.nextBoolean()) {
            note("state log fails: " + !shard.log.isFailing());
            shard.log.setFailing(!shard.log.isFailing());
            shard.ledger.blinded();
        } else if (!topics.isEmpty()) {
            long topicNo = anyTopic();
            note("journal " + topicNo + " fails: " + !shard.journals.isUnreadable(topicNo));
            checks.journalChanged(topicNo);
            shard.journals.setUnreadable(topicNo, !shard.journals.isUnreadable(topicNo));
        }
    }

    /** Everything works again: now everything must arrive, and nothing be left. */
    private void end() {
        note("all is well");
        for (long no = 1; no <= made; no++) {
            shard.endpoints.set(no, SimulatedEndpoints.Mood.FINE);
            shard.endpoints.set(-no, SimulatedEndpoints.Mood.FINE);
        }
        shard.log.setFailing(false);
        shard.journals.repair();
        shard.aside().release();
        if (shard.isOnCopy()) {
            load();
        }
        shard.tell();
        topics.forEach(shard::announce);
        shard.timers.advance(Duration.ofMinutes(4));
        checks.isClean(shard.stop());
        shard.start(random);
        checks.everythingArrived();
        shard.timers.advance(Duration.ofHours(1));
        checks.nothingWaits();
    }

    private void tellPerhaps(String what) {
        boolean isTold = random.nextBoolean();
        note(what + (isTold ? "" : " without a word"));
        if (isTold) {
            shard.tell();
        }
    }

    private void note(String what) {
        history.add(Duration.ofNanos(shard.time.nanoTime()) + " " + what);
    }

    private long anyTopic() {
        return topics.get(random.nextInt(topics.size()));
    }

    /** Mostly short, seldom days; disks are repaired within minutes. */
    private Duration span() {
        int kind = shard.log.isFailing() || !shard.journals.isWhole() ? random.nextInt(75) : random.nextInt(200);
        long most = kind < 45 ? 100 : kind < 75 ? 30_000 : kind < 170 ? 180_000 : kind < 199 ? 3_600_000 : 172_800_000;
        return Duration.ofMillis(random.nextLong(most));
    }

    private static BrokerConfig config(String window, boolean isOneOrigin) {
        String perOrigin = isOneOrigin ? "8" : "256";
        return CONFIGS.computeIfAbsent(
                window + " " + perOrigin,
                any -> ((Accepted) new ConfigLoader(Map.of(
                                        "CARILLON_DELIVERY_FUNCTION_RETRY_WINDOW", window,
                                        "CARILLON_DELIVERY_PER_ORIGIN", perOrigin))
                                .load(Path.of("conf", "carillon.yaml")))
                        .config());
    }
}
