package dev.carillon.delivery.topic;

import static dev.carillon.delivery.TestTopics.endpoint;
import static dev.carillon.delivery.TestTopics.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.delivery.ScriptedEndpoints;
import dev.carillon.delivery.ShardFixture;
import dev.carillon.model.Protocol;
import dev.carillon.model.Subscription;
import dev.carillon.policy.FilterStart;
import dev.carillon.testing.Keeps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random histories of filter policies that change while messages wait: behind endpoints that are away, behind compilations,
 * over kills. Whoever was to get a message by the policy of its publish gets it.
 */
class FilterHistoryTest {
    private static final long TOPIC = 1;
    private static final int KINDS = 3;
    private static final int ANY = -1;
    private static final int STEPS = 60;
    private static final int HISTORIES = 25;

    /** What was published, and which subscriptions' policies were for it then. */
    private record Message(String body, Set<Long> audience, Map<Long, Integer> changes) {}

    /** A subscription's policy: one kind of messages, or any. */
    private static final class Policy {
        int kind = ANY;
        FilterStart start = FilterStart.WITH_THE_SUBSCRIPTION;
        int changes;
    }

    /** One history. */
    private static final class History implements AutoCloseable {
        private final SplittableRandom random;
        private final ShardFixture shard = ShardFixture.open(Map.of("CARILLON_DELIVERY_FUNCTION_RETRY_WINDOW", "23d"));
        private final Map<Long, Policy> policies = Map.of(1L, new Policy(), 2L, new Policy());
        private final List<Message> messages = new ArrayList<>();
        private final List<String> steps = new ArrayList<>();
        /** Policies may be missed by the shard, and those of before be forgotten: then some get more than they asked for. */
        private boolean mayBeGenerous;

        History(long seed) {
            random = new SplittableRandom(seed);
            tell();
        }

        void play() {
            for (int i = 0; i < STEPS; i++) {
                step();
                if (random.nextBoolean()) {
                    shard.advance(Duration.ofMillis(random.nextLong(1, 20_000)));
                }
            }
            shard.aside.release();
            shard.publish(TOPIC);
            policies.keySet().forEach(no -> shard.endpoints.answer(endpoint(no), ScriptedEndpoints.OK));
            shard.advance(Duration.ofHours(3));
        }

        private void step() {
            long no = random.nextLong(1, 3);
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> publish(true);
                case 3 -> publish(false);
                case 4, 5 -> change(no);
                case 6 -> changeTwice(no);
                case 7 -> {
                    boolean isAway = random.nextBoolean();
                    note("endpoint " + no + (isAway ? " away" : " there"));
                    shard.endpoints.answer(endpoint(no), isAway ? ScriptedEndpoints.UNAVAILABLE : ScriptedEndpoints.OK);
                }
                case 8 -> {
                    boolean isHeld = random.nextBoolean();
                    note(isHeld ? "hold compilations" : "release compilations");
                    if (isHeld) {
                        shard.aside.hold();
                    } else {
                        shard.aside.release();
                    }
                }
                default -> {
                    note("kill");
                    mayBeGenerous = true;
                    shard.aside.release();
                    shard.restart();
                }
            }
        }

        private void publish(boolean isAnnounced) {
            String[] bodies = new String[random.nextInt(1, 40)];
            for (int i = 0; i < bodies.length; i++) {
                int kind = random.nextInt(KINDS);
                bodies[i] = "{\"n\":" + kind + ",\"id\":" + messages.size() + "}";
                Set<Long> audience = new HashSet<>();
                Map<Long, Integer> changes = new HashMap<>();
                policies.forEach((no, policy) -> {
                    changes.put(no, policy.changes);
                    if (policy.kind == ANY || policy.kind == kind) {
                        audience.add(no);
                    }
                });
                messages.add(new Message(bodies[i], audience, changes));
            }
            note("publish " + bodies.length + (isAnnounced ? "" : " without a word"));
            if (isAnnounced) {
                shard.publish(TOPIC, bodies);
            } else {
                shard.append(TOPIC, bodies);
            }
        }

        private void change(long no) {
            set(no);
            tell();
        }

        /** The shard sees only the second of two changes. */
        private void changeTwice(long no) {
            set(no);
            show();
            publish(false);
            set(no);
            mayBeGenerous = true;
            tell();
        }

        private void set(long no) {
            Policy policy = policies.get(no);
            policy.kind = random.nextInt(ANY, KINDS);
            policy.start = policy.start.followedBy(shard.nextSeq(TOPIC));
            policy.changes++;
            note("policy of " + no + ": " + policy.kind + " from " + policy.start);
        }

        private void show() {
            shard.show(TOPIC, subscriptions());
        }

        private void tell() {
            shard.topic(TOPIC, subscriptions());
        }

        private Subscription[] subscriptions() {
            return policies.entrySet().stream()
                    .map(each -> filtered(each.getKey(), each.getValue()))
                    .toArray(Subscription[]::new);
        }

        private static Subscription filtered(long no, Policy policy) {
            Map<String, String> attributes = new HashMap<>(Map.of("FilterPolicyScope", "MessageBody"));
            if (policy.kind != ANY) {
                attributes.put("FilterPolicy", "{\"n\":[" + policy.kind + "]}");
            }
            return subscription(TOPIC, no, Protocol.LAMBDA, 0).withAttributes(policy.start.notedIn(attributes));
        }

        private void note(String step) {
            steps.add(step);
        }

        void check() {
            policies.forEach((no, policy) -> {
                Set<String> got = new HashSet<>(shard.endpoints.bodies(endpoint(no)));
                for (Message message : messages) {
                    boolean isMeant = message.audience.contains(no);
                    boolean mayGet = isMeant || (mayBeGenerous && policy.changes > message.changes.get(no));
                    assertThat(got.contains(message.body))
                            .as(message.body + " to " + no + ", after\n" + String.join("\n", steps))
                            .satisfiesAnyOf(
                                    isThere -> assertThat(isThere).isEqualTo(isMeant),
                                    isThere -> assertThat(mayGet && isThere).isTrue());
                }
            });
            assertThat(shard.releasedBytes()).isPositive();
        }

        @Override
        public void close() {
            shard.close();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 1_001, 2_001, 3_001})
    @Keeps("filter.earlier")
    void whoeverWasToGetAMessageGetsIt(long firstSeed) {
        for (long seed = firstSeed; seed < firstSeed + HISTORIES; seed++) {
            try (History history = new History(seed)) {
                history.play();
                history.check();
            }
        }
    }
}
