package dev.carillon.delivery.shard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.delivery.turn.VirtualTimers;
import dev.carillon.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeliveredLinesTest {
    private final VirtualTime time = new VirtualTime();
    private final VirtualTimers timers = new VirtualTimers(time);
    private final List<Long> reports = new ArrayList<>();

    @Test
    void givesSoManyDeliveriesOfASecondALine() {
        DeliveredLines lines = lines(10, 0, 1);

        assertThat(deliver(lines, 25)).isEqualTo(10);
        timers.advance(Duration.ofMillis(999));
        assertThat(deliver(lines, 25)).isZero();
        timers.advance(Duration.ofMillis(1));
        assertThat(deliver(lines, 5)).isEqualTo(5);
        assertThat(deliver(lines, 25)).isEqualTo(5);
    }

    @Test
    void tellsTheNumberOfTheOthersOnceASecond() {
        DeliveredLines lines = lines(10, 0, 1);

        for (int i = 0; i < 20; i++) {
            long unused = deliver(lines, 5);
            timers.advance(Duration.ofMillis(100));
        }

        assertThat(reports).containsExactly(40L);
        timers.advance(Duration.ofMinutes(1));
        assertThat(reports).containsExactly(40L, 40L);
    }

    @Test
    void tellsItEvenWhenNothingIsDeliveredAnyMore() {
        DeliveredLines lines = lines(10, 0, 1);
        long unused = deliver(lines, 11);
        assertThat(reports).isEmpty();

        timers.advance(Duration.ofMinutes(1));

        assertThat(reports).containsExactly(1L);
    }

    @Test
    void tellsNothingWhereEveryDeliveryHasItsLine() {
        DeliveredLines lines = lines(10, 0, 1);

        assertThat(deliver(lines, 10)).isEqualTo(10);
        timers.advance(Duration.ofMinutes(1));
        lines.close();

        assertThat(reports).isEmpty();
    }

    @Test
    void tellsOnlyTheirNumberWhereNoneIsToHaveALine() {
        DeliveredLines lines = lines(0, 0, 1);

        assertThat(deliver(lines, 30)).isZero();
        timers.advance(Duration.ofSeconds(1));

        assertThat(reports).containsExactly(30L);
    }

    @Test
    void shardsTogetherWriteNoMoreThanIsAllowedAndTellOnceASecond() {
        List<DeliveredLines> shards =
                IntStream.range(0, 3).mapToObj(shard -> lines(10, shard, 3)).toList();

        long written = 0;
        for (int second = 0; second < 30; second++) {
            for (DeliveredLines each : shards) {
                written += deliver(each, 100);
            }
            timers.advance(Duration.ofSeconds(1));
        }

        assertThat(written).isEqualTo(10 * 30);
        assertThat(reports).hasSizeLessThanOrEqualTo(30);
        shards.forEach(DeliveredLines::close);
        assertThat(reports.stream().mapToLong(Long::longValue).sum()).isEqualTo(9_000 - written);
    }

    @Test
    void tellsAtItsEndWhatIsStillToBeTold() {
        DeliveredLines lines = lines(10, 0, 1);
        long unused = deliver(lines, 12);

        lines.close();
        timers.advance(Duration.ofMinutes(1));

        assertThat(reports).containsExactly(2L);
    }

    private DeliveredLines lines(int mostPerSecond, int shard, int shards) {
        return new DeliveredLines(mostPerSecond, shard, shards, timers, reports::add);
    }

    private long deliver(DeliveredLines lines, int deliveries) {
        return IntStream.range(0, deliveries)
                .filter(i -> lines.take(time.nanoTime()))
                .count();
    }
}
