package dev.carillon.delivery.endpoint;

import static dev.carillon.delivery.TestTopics.endpoint;
import static dev.carillon.delivery.TestTopics.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.delivery.ScriptedEndpoints;
import dev.carillon.delivery.ShardFixture;
import dev.carillon.model.Protocol;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an endpoint that fails again and again is spared, in virtual time. */
class BreakerTest {
    private static final Duration MOMENT = Duration.ofMillis(10);

    @AutoClose
    private final ShardFixture shard = ShardFixture.open();

    @BeforeEach
    void start() {
        shard.topic(1, subscription(1, 1, Protocol.LAMBDA, 0));
        shard.endpoints.answer(endpoint(1), ScriptedEndpoints.REFUSED);
    }

    @Test
    void leavesNewMessagesUnreadAfterTenFailuresInARow() {
        shard.publish(1, texts(100));
        shard.advance(MOMENT);

        // Each is tried four times at once, so the tenth failure is of the third.
        assertThat(firstAttempts()).hasSize(3);
        assertThat(openBreakers()).isEqualTo(1);
    }

    @Test
    void aSuccessInBetweenBeginsTheCountAnew() {
        shard.endpoints.answer(
                endpoint(1),
                post -> shard.endpoints.posts(endpoint(1)).size() % 10 == 0
                        ? ScriptedEndpoints.OK
                        : ScriptedEndpoints.UNAVAILABLE);

        shard.publish(1, texts(100));
        shard.advance(Duration.ofHours(1));

        assertThat(firstAttempts()).hasSize(100);
        assertThat(openBreakers()).isZero();
    }

    @Test
    void oneNewMessageAtATimeProbesAfterPausesThatDoubleUpToAMinute() {
        shard.publish(1, texts(100));
        shard.advance(MOMENT);
        int tried = firstAttempts().size();
        shard.advance(Duration.ofMinutes(6));

        assertThat(firstAttempts().subList(tried, firstAttempts().size()))
                .containsExactly(1L, 3L, 7L, 15L, 31L, 63L, 123L, 183L, 243L, 303L);
    }

    @Test
    void aProbeThatSucceedsClosesItAndEverythingIsDelivered() {
        shard.publish(1, texts(100));
        shard.advance(Duration.ofSeconds(2));
        shard.endpoints.answer(endpoint(1), ScriptedEndpoints.OK);

        shard.advance(Duration.ofSeconds(1));
        assertThat(openBreakers()).isZero();
        shard.advance(Duration.ofSeconds(20));

        assertThat(shard.counter("carillon.notifications.delivered")).isEqualTo(100);
    }

    @Test
    void aRetryThatSucceedsClosesItToo() {
        shard.publish(1, texts(100));
        shard.advance(Duration.ofSeconds(35));
        int tried = firstAttempts().size();
        shard.endpoints.answer(
                endpoint(1),
                post -> post.body().equals("message 0") ? ScriptedEndpoints.OK : ScriptedEndpoints.UNAVAILABLE);

        shard.advance(Duration.ofSeconds(20));

        assertThat(firstAttempts()).hasSizeGreaterThanOrEqualTo(tried + 3);
    }

    @Test
    void aHangingProbeIsTheOnlyOne() {
        shard.publish(1, texts(100));
        shard.advance(MOMENT);
        shard.endpoints.hang(endpoint(1));
        int tried = firstAttempts().size();
        shard.advance(Duration.ofSeconds(10));

        assertThat(firstAttempts()).hasSizeLessThanOrEqualTo(tried + 1);
    }

    @Test
    void itIsOpenAfterARestartAndItsPausesGoOn() {
        shard.publish(1, texts(100));
        shard.advance(Duration.ofSeconds(8));
        int tried = firstAttempts().size();

        shard.restart();
        shard.publish(1, "new");
        assertThat(openBreakers()).isEqualTo(1);
        shard.advance(Duration.ofSeconds(60));

        assertThat(firstAttempts().subList(tried, firstAttempts().size())).containsExactly(15L, 31L, 63L);
    }

    @Test
    void itIsClosedAfterARestartOnceItWasClosed() {
        shard.publish(1, texts(20));
        shard.advance(MOMENT);
        shard.endpoints.answer(endpoint(1), ScriptedEndpoints.OK);
        shard.advance(Duration.ofSeconds(60));
        shard.endpoints.answer(endpoint(1), ScriptedEndpoints.NOT_FOUND);

        shard.restart();
        shard.publish(1, texts(50));
        shard.advance(MOMENT);

        assertThat(openBreakers()).isZero();
        assertThat(shard.counter("carillon.notifications.dropped")).isEqualTo(50);
    }

    @Test
    void aClockThatWasSetBackDelaysNoProbe() {
        shard.publish(1, texts(100));
        shard.advance(Duration.ofSeconds(8));
        int tried = firstAttempts().size();

        shard.kill();
        shard.time.setBack(Duration.ofDays(1));
        var unused = shard.start();
        shard.advance(Duration.ofSeconds(9));

        assertThat(firstAttempts()).hasSize(tried + 1);
    }

    @Test
    void aSubscriptionThatEndsIsNotCounted() {
        shard.publish(1, texts(100));
        shard.advance(MOMENT);

        shard.topic(1);

        assertThat(openBreakers()).isZero();
    }

    /** The second at which each message was first tried. */
    private List<Long> firstAttempts() {
        Map<String, Long> first = new LinkedHashMap<>();
        shard.endpoints
                .posts(endpoint(1))
                .forEach(post -> first.putIfAbsent(post.body(), post.at().toSeconds()));
        return List.copyOf(first.values());
    }

    private double openBreakers() {
        return shard.meters.get("carillon.breakers.open").gauge().value();
    }

    private static String[] texts(int count) {
        return IntStream.range(0, count).mapToObj(i -> "message " + i).toArray(String[]::new);
    }
}
