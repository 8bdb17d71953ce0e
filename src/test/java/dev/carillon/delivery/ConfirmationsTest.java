package dev.carillon.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.bus.ConfirmationRequested;
import dev.carillon.model.Protocol;
import dev.carillon.model.Subscription;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfirmationsTest {
    private static final String LOCAL = "http://127.0.0.1:9000/c";

    /** Of the Internet; nothing is sent there, since endpoints are scripted. */
    private static final String FOREIGN = "http://8.8.8.8/c";

    @TempDir
    private Path folder;

    private ShardFixture shard;

    @BeforeEach
    void start() {
        shard = new ShardFixture(folder, Map.of()).start();
        shard.show(1, awaiting("the token"));
    }

    @AfterEach
    void close() {
        shard.close();
    }

    @Test
    void anEndpointThatDoesNotTakeItGetsItThreeTimesAgain() {
        shard.endpoints.answer(LOCAL, ScriptedEndpoints.UNAVAILABLE);

        shard.confirmations().onRequested(request(LOCAL));
        shard.advance(Duration.ofMinutes(10));

        assertThat(shard.endpoints.times(LOCAL)).extracting(Duration::toSeconds).containsExactly(0L, 20L, 40L, 60L);
        assertThat(shard.endpoints.bodies(LOCAL)).containsOnly("the token");
    }

    @Test
    void oneThatWasTakenOrRefusedForGoodIsNotSentAgain() {
        shard.endpoints.answer(FOREIGN, ScriptedEndpoints.NOT_FOUND);

        shard.confirmations().onRequested(request(LOCAL));
        shard.confirmations().onRequested(request(FOREIGN));
        shard.advance(Duration.ofMinutes(10));

        assertThat(shard.endpoints.posts()).hasSize(2);
    }

    @Test
    void anOriginOnTheInternetGetsSixtyAnHour() {
        for (int i = 0; i < 100; i++) {
            shard.confirmations().onRequested(request(FOREIGN));
        }
        shard.advance(Duration.ofMinutes(1));

        assertThat(shard.endpoints.posts(FOREIGN)).hasSize(60);
    }

    @Test
    void ourOwnNetworkIsExempt() {
        for (int i = 0; i < 100; i++) {
            shard.confirmations().onRequested(request(LOCAL));
        }

        assertThat(shard.endpoints.posts(LOCAL)).hasSize(100);
    }

    @Test
    void noAttemptBeginsAfterTheStop() {
        shard.endpoints.answer(LOCAL, ScriptedEndpoints.UNAVAILABLE);
        shard.confirmations().onRequested(request(LOCAL));

        shard.confirmations().stop();
        shard.confirmations().onRequested(request(LOCAL));
        shard.advance(Duration.ofMinutes(10));

        assertThat(shard.endpoints.posts(LOCAL)).hasSize(1);
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

    /** The subscription as it waits for a token. */
    private static Subscription awaiting(String token) {
        return ShardFixture.subscription(1, 5, Protocol.HTTP, 0).withState(Awaiting.token(token));
    }

    private static ConfirmationRequested request(String endpoint) {
        return new ConfirmationRequested(
                awaiting("the token").arn(), endpoint, "the token", ConfirmationRequested.Kind.SUBSCRIBE);
    }
}
