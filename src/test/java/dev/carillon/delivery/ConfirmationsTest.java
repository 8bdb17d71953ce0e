package dev.carillon.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.bus.ConfirmationEnded;
import dev.carillon.bus.ConfirmationRequested;
import dev.carillon.model.ConfirmationKind;
import dev.carillon.model.Protocol;
import dev.carillon.model.Subscription;
import dev.carillon.model.TokenHash;
import dev.carillon.testing.Keeps;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConfirmationsTest {
    private static final String LOCAL = "http://127.0.0.1:9000/c";

    /** Of the Internet; nothing is sent there, since endpoints are scripted. */
    private static final String FOREIGN = "http://8.8.8.8/c";

    private static final ConfirmationEnded ENDED =
            new ConfirmationEnded(awaiting("the token").arn(), TokenHash.of("the token"));

    @AutoClose
    private ShardFixture shard = ShardFixture.open();

    @BeforeEach
    void start() {
        shard.show(1, awaiting("the token"));
    }

    @Test
    void anEndpointThatDoesNotTakeItGetsItThreeTimesAgain() {
        shard.endpoints.answer(LOCAL, ScriptedEndpoints.UNAVAILABLE);

        shard.confirmations().onRequested(request(LOCAL));
        shard.advance(Duration.ofMinutes(10));

        assertThat(shard.endpoints.times(LOCAL)).extracting(Duration::toSeconds).containsExactly(0L, 20L, 40L, 60L);
        assertThat(shard.endpoints.bodies(LOCAL)).containsOnly("the token");
        assertThat(shard.endedConfirmations).containsExactly(ENDED);
        assertThat(counted("EXHAUSTED")).isEqualTo(1);
    }

    @Test
    @Keeps("confirm.same-message")
    void whatIsSentAgainIsTheVeryMessageThatWasSentFirst() {
        shard.endpoints.answer(LOCAL, ScriptedEndpoints.UNAVAILABLE);

        shard.confirmations().onRequested(request(LOCAL));
        shard.advance(Duration.ofMinutes(10));
        shard.confirmations().onRequested(request(LOCAL));

        List<String> ids = shard.endpoints.posts(LOCAL).stream()
                .map(post -> post.attributes().get(PlainNotifications.MESSAGE_ID))
                .toList();
        assertThat(ids.subList(0, 4)).containsOnly(ids.get(0)).doesNotContain(ids.get(4));
    }

    @Test
    void oneThatWasTakenOrRefusedForGoodIsNotSentAgain() {
        shard.endpoints.answer(FOREIGN, ScriptedEndpoints.NOT_FOUND);

        shard.confirmations().onRequested(request(LOCAL));
        shard.confirmations().onRequested(request(FOREIGN));
        shard.advance(Duration.ofMinutes(10));

        assertThat(shard.endpoints.posts()).hasSize(2);
        assertThat(shard.endedConfirmations).containsExactly(ENDED, ENDED);
        assertThat(counted("TAKEN")).isEqualTo(1);
        assertThat(counted("PERMANENT")).isEqualTo(1);
    }

    @Test
    @Keeps("confirm.rate")
    void anOriginOnTheInternetGetsSixtyAnHour() {
        ask(FOREIGN);

        assertThat(shard.endpoints.posts(FOREIGN)).hasSize(60);
        assertThat(counted("NOT_SENT")).isEqualTo(40);
    }

    @Test
    @Keeps("confirm.rate")
    void theShardsTogetherSendAnOriginSixtyAnHour() {
        Confirmations another = shard.confirmationsOfAnotherShard();

        for (int i = 0; i < 50; i++) {
            shard.confirmations().onRequested(request(FOREIGN));
            another.onRequested(request(FOREIGN));
        }

        assertThat(shard.endpoints.posts(FOREIGN)).hasSize(60);
    }

    @Test
    @Keeps("confirm.rate")
    void anOperatorMayAllowMoreOrFewer() {
        restart(Map.of("CARILLON_DELIVERY_CONFIRMATIONS_PER_HOUR", "7"));

        ask(FOREIGN);

        assertThat(shard.endpoints.posts(FOREIGN)).hasSize(7);
    }

    @Test
    @Keeps("confirm.rate-exempt")
    void loopbackAndAllowedNetworksAreExempt() {
        restart(Map.of(
                "CARILLON_DELIVERY_ALLOW_PRIVATE_NETWORKS",
                "true",
                "CARILLON_DELIVERY_ALLOWED_NETWORKS",
                "10.1.0.0/16,9.9.9.0/24"));

        ask(LOCAL);
        ask("http://10.1.2.3/c");
        ask("http://9.9.9.9/c");

        assertThat(shard.endpoints.posts(LOCAL)).hasSize(100);
        assertThat(shard.endpoints.posts("http://10.1.2.3/c")).hasSize(100);
        assertThat(shard.endpoints.posts("http://9.9.9.9/c")).hasSize(100);
    }

    @Test
    @Keeps("confirm.rate-exempt")
    void aPrivateNetworkThatIsOpenButNotListedIsNotExempt() {
        restart(Map.of(
                "CARILLON_DELIVERY_ALLOW_PRIVATE_NETWORKS",
                "true",
                "CARILLON_DELIVERY_ALLOWED_NETWORKS",
                "10.1.0.0/16"));

        ask("http://10.2.0.1/c");

        assertThat(shard.endpoints.posts("http://10.2.0.1/c")).hasSize(60);
    }

    @Test
    void noAttemptBeginsAfterTheStop() {
        shard.endpoints.answer(LOCAL, ScriptedEndpoints.UNAVAILABLE);
        shard.confirmations().onRequested(request(LOCAL));

        assertThat(shard.confirmations().stop().succeeded()).isTrue();
        shard.confirmations().onRequested(request(LOCAL));
        shard.advance(Duration.ofMinutes(10));

        assertThat(shard.endpoints.posts(LOCAL)).hasSize(1);
        assertThat(shard.endedConfirmations)
                .as("it is due again after the next start")
                .isEmpty();
    }

    @Test
    void theStopWaitsForAttemptsUnderWayAndNotForTheirRetries() {
        shard.endpoints.hang(LOCAL);
        shard.confirmations().onRequested(request(LOCAL));

        Future<Void> stopped = shard.confirmations().stop();
        assertThat(stopped.isComplete()).isFalse();
        shard.endpoints.endOpen(ScriptedEndpoints.UNAVAILABLE);

        assertThat(stopped.succeeded()).isTrue();
        shard.advance(Duration.ofMinutes(10));
        assertThat(shard.endpoints.posts(LOCAL)).hasSize(1);
        assertThat(shard.endedConfirmations).isEmpty();
    }

    @Test
    void theStopWaitsNoLongerThanItsGrace() {
        restart(Map.of("CARILLON_DELIVERY_ATTEMPT_TIMEOUT", "5m"));
        shard.endpoints.hang(LOCAL);
        shard.confirmations().onRequested(request(LOCAL));

        Future<Void> stopped = shard.confirmations().stop();
        shard.advance(Duration.ofSeconds(31));

        assertThat(stopped.succeeded()).isTrue();
        assertThat(shard.endpoints.open()).isEqualTo(1);
    }

    @Test
    void whoeverIsAskedWithAnotherTokenIsNotAskedWithTheOldOneAgain() {
        shard.endpoints.answer(LOCAL, ScriptedEndpoints.UNAVAILABLE);
        shard.confirmations().onRequested(request(LOCAL));
        shard.advance(Duration.ofSeconds(25));

        shard.show(1, awaiting("another token"));
        shard.advance(Duration.ofMinutes(10));

        assertThat(shard.endpoints.times(LOCAL)).extracting(Duration::toSeconds).containsExactly(0L, 20L);
    }

    private double counted(String outcome) {
        return shard.meters
                .get("carillon.confirmations")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private void restart(Map<String, String> environment) {
        shard.close();
        shard = ShardFixture.open(environment);
        shard.show(1, awaiting("the token"));
    }

    private void ask(String endpoint) {
        for (int i = 0; i < 100; i++) {
            shard.confirmations().onRequested(request(endpoint));
        }
    }

    /** The subscription as it waits for a token. */
    private static Subscription awaiting(String token) {
        return TestTopics.subscription(1, 5, Protocol.HTTP, 0).withState(Awaiting.token(token));
    }

    private static ConfirmationRequested request(String endpoint) {
        return new ConfirmationRequested(
                awaiting("the token").arn(), endpoint, "the token", ConfirmationKind.SUBSCRIBE);
    }
}
