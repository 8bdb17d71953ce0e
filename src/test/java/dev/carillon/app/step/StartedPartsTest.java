package dev.carillon.app.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.testing.VirtualTime;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class StartedPartsTest {
    private final StartedParts parts = new StartedParts(new VirtualTime());
    private final List<String> stopped = new ArrayList<>();

    @Test
    void stopInTheOppositeOrder() {
        parts.add("folder", left -> stopped.add("folder"));
        parts.add("listener", left -> stopped.add("listener"));

        assertThat(parts.stopAll(Duration.ofSeconds(10))).isTrue();
        assertThat(stopped).containsExactly("listener", "folder");
    }

    @Test
    void stopEvenBehindOneThatFails() {
        parts.add("folder", left -> stopped.add("folder"));
        parts.add("listener", left -> Awaited.within(left, Future.failedFuture("cannot")));

        assertThat(parts.stopAll(Duration.ofSeconds(10))).isFalse();
        assertThat(stopped).containsExactly("folder");
    }

    @Test
    void stopEvenBehindOneThatTakesMoreThanTheGrace() {
        Promise<Void> never = Promise.promise();
        parts.add("folder", left -> stopped.add("folder"));
        parts.add("listener", left -> Awaited.within(left, never.future()));

        assertThat(parts.stopAll(Duration.ofMillis(20))).isFalse();
        assertThat(stopped).containsExactly("folder");
    }

    @Test
    void stopEvenBehindOneThatBlocksForMoreThanTheGrace() {
        CountDownLatch never = new CountDownLatch(1);
        parts.add("listener", left -> stopped.add("listener"));
        parts.add("folder", left -> {
            String unused = Awaited.within(left, () -> {
                never.await();
                return "";
            });
        });

        assertThat(parts.stopAll(Duration.ofMillis(20))).isFalse();
        assertThat(stopped).containsExactly("listener");
    }

    @Test
    void knowOfOneThatBlocksWhetherItEndedWell() {
        parts.add("listener", left -> stopped.add(Awaited.within(left, () -> "listener")));
        assertThat(parts.stopAll(Duration.ofSeconds(10))).isTrue();
        assertThat(stopped).containsExactly("listener");

        parts.add(
                "folder",
                left -> stopped.add(Awaited.within(left, () -> {
                    throw new IOException("cannot");
                })));
        assertThat(parts.stopAll(Duration.ofSeconds(10))).isFalse();
    }
}
