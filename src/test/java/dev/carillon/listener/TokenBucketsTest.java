package dev.carillon.listener;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.testing.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenBucketsTest {
    private static final int MOST = 16_384;

    private final VirtualTime time = new VirtualTime();
    private final TokenBuckets<String> buckets = new TokenBuckets<>(20, MOST, time);

    @Test
    void givesASecondsWorthAtOnceAndToEachKeyItsOwn() {
        assertThat(take("a", 20)).isEqualTo(20);

        assertThat(buckets.take("a", 1)).isFalse();
        assertThat(buckets.take("b", 1)).isTrue();
    }

    @Test
    void fillsABucketAsFastAsTheRate() {
        take("a", 20);

        time.advance(Duration.ofMillis(150));

        assertThat(take("a", 20)).isEqualTo(3);
        time.advance(Duration.ofMinutes(10));
        assertThat(take("a", 100)).isEqualTo(20);
    }

    @Test
    void takesAllTokensOrNone() {
        assertThat(buckets.take("a", 15)).isTrue();

        assertThat(buckets.take("a", 10)).isFalse();

        assertThat(buckets.take("a", 5)).isTrue();
    }

    @Test
    void givesMoreThanABucketHoldsWhenItIsFullAndHasItMadeUpFor() {
        assertThat(buckets.take("a", 50)).isTrue();

        time.advance(Duration.ofMillis(1_540));
        assertThat(buckets.take("a", 1)).isFalse();
        time.advance(Duration.ofMillis(10));
        assertThat(buckets.take("a", 1)).isTrue();
        assertThat(buckets.take("a", 50)).isFalse();
    }

    @Test
    void takesBackWhatWasNotUsed() {
        take("a", 20);

        buckets.giveBack("a", 5);

        assertThat(take("a", 20)).isEqualTo(5);
    }

    @Test
    void aFullBucketHoldsNoMoreThanBeforeWhenSomethingIsGivenBack() {
        buckets.giveBack("a", 5);
        assertThat(take("b", 1)).isEqualTo(1);
        buckets.giveBack("b", 5);

        assertThat(take("a", 30)).isEqualTo(20);
        assertThat(take("b", 30)).isEqualTo(20);
    }

    @Test
    void threadsTogetherGetNoMoreThanOneAlone() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Callable<Integer>> takers = IntStream.range(0, 4)
                .<Callable<Integer>>mapToObj(i -> () -> take("a", 1_000))
                .toList();

        int taken = 0;
        for (Future<Integer> each : threads.invokeAll(takers)) {
            taken += each.get();
        }
        threads.shutdown();

        assertThat(taken).isEqualTo(20);
    }

    @Test
    void isEmptyAfterASecondsWorthThatWasTakenAnyway() {
        takeAnyway("a", 19);
        assertThat(buckets.isEmpty("a")).isFalse();

        takeAnyway("a", 1);

        assertThat(buckets.isEmpty("a")).isTrue();
        assertThat(buckets.isEmpty("b")).isFalse();
        time.advance(Duration.ofMillis(50));
        assertThat(buckets.isEmpty("a")).isFalse();
        takeAnyway("a", 1);
        assertThat(buckets.isEmpty("a")).isTrue();
    }

    @Test
    void forgivesWithinASecondWhateverWasTakenAnyway() {
        takeAnyway("a", 100_000);

        time.advance(Duration.ofSeconds(1));

        takeAnyway("a", 19);
        assertThat(buckets.isEmpty("a")).isFalse();
    }

    @Test
    void staysBoundedWhenKeysComeFromEverywhere() {
        for (int i = 0; i < 20_000; i++) {
            buckets.takeAnyway("key " + i);
        }

        // Those that came too late for a place of their own share one.
        assertThat(buckets.isEmpty("key 19999")).isTrue();
        assertThat(buckets.isEmpty("key 1")).isFalse();
        assertThat(buckets.size()).isLessThanOrEqualTo(MOST + 1);

        time.advance(Duration.ofSeconds(2));
        buckets.takeAnyway("another");
        assertThat(buckets.size()).isEqualTo(1);
    }

    @Test
    void staysBoundedWhenThoseThatShareComeFromEverywhereToo() {
        TokenBuckets<String> shared = new TokenBuckets<>(20, 8, key -> key.substring(0, 2), time);
        for (int i = 10; i < 100; i++) {
            shared.takeAnyway(i + " key");
        }

        assertThat(shared.size()).isEqualTo(8 + 2 + 1);
        assertThat(shared.isEmpty("18 another")).isFalse();
        assertThat(shared.isEmpty("99 another")).isTrue();
    }

    private int take(String key, int times) {
        int taken = 0;
        for (int i = 0; i < times; i++) {
            taken += buckets.take(key, 1) ? 1 : 0;
        }
        return taken;
    }

    private void takeAnyway(String key, int times) {
        for (int i = 0; i < times; i++) {
            buckets.takeAnyway(key);
        }
    }
}
