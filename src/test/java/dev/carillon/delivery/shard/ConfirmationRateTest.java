package dev.carillon.delivery.shard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.model.ProjectId;
import dev.carillon.testing.Keeps;
import dev.carillon.testing.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConfirmationRateTest {
    private static final int AN_HOUR = 60;
    private static final ProjectId PROJECT = project(0);

    private final VirtualTime time = new VirtualTime();
    private final ConfirmationRate rate = new ConfirmationRate(AN_HOUR, time);

    @Test
    @Keeps("confirm.rate")
    void letsSoManyAnHourThroughToEachOrigin() {
        assertThat(take("http://a", 100)).isEqualTo(AN_HOUR);

        assertThat(rate.take(PROJECT, "http://b")).isTrue();
        time.advance(Duration.ofMinutes(59));
        assertThat(rate.take(PROJECT, "http://a")).isFalse();
        time.advance(Duration.ofMinutes(1));
        assertThat(rate.take(PROJECT, "http://a")).isTrue();
    }

    @Test
    @Keeps("confirm.rate")
    void shardsTogetherLetNoMoreThroughThanOneAlone() throws Exception {
        ExecutorService shards = Executors.newFixedThreadPool(4);
        List<Callable<Integer>> takers = IntStream.range(0, 4)
                .<Callable<Integer>>mapToObj(i -> () -> take("http://a", 1_000))
                .toList();

        int taken = 0;
        for (Future<Integer> each : shards.invokeAll(takers)) {
            taken += each.get();
        }
        shards.shutdown();

        assertThat(taken).isEqualTo(AN_HOUR);
    }

    @Test
    void remembersABoundedNumberOfOriginsAndNoneForLongerThanItMust() {
        int taken = 0;
        for (int i = 0; i < 20_000; i++) {
            taken += rate.take(project(i % 8), "http://" + i) ? 1 : 0;
        }

        assertThat(taken).isEqualTo(10_000);
        assertThat(rate.origins()).isEqualTo(10_000);
        assertThat(rate.take(PROJECT, "http://1")).isTrue();

        time.advance(Duration.ofHours(1));
        assertThat(rate.take(PROJECT, "http://another")).isTrue();
        assertThat(rate.origins()).isEqualTo(1);
    }

    @Test
    void oneProjectLeavesRoomForTheOriginsOfOthers() {
        int taken = 0;
        for (int i = 0; i < 20_000; i++) {
            taken += rate.take(PROJECT, "http://" + i) ? 1 : 0;
        }

        assertThat(taken).isEqualTo(ConfirmationRate.MOST_ORIGINS_OF_A_PROJECT);
        assertThat(rate.take(project(1), "http://another")).isTrue();
        assertThat(rate.take(PROJECT, "http://another")).isTrue();

        time.advance(Duration.ofHours(1));
        assertThat(rate.take(PROJECT, "http://yet.another")).isTrue();
    }

    private static ProjectId project(int number) {
        return new ProjectId(new UUID(0, number));
    }

    private int take(String origin, int times) {
        int taken = 0;
        for (int i = 0; i < times; i++) {
            taken += rate.take(PROJECT, origin) ? 1 : 0;
        }
        return taken;
    }
}
