package dev.carillon.delivery.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.model.JournalSpan;
import dev.carillon.model.LiveSpan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OutstandingRingTest {
    @Test
    void bytesAreFreeWhenTheLastSubscriptionHasSettled() {
        OutstandingRing ring = new OutstandingRing(5);
        ring.add(100, 2);

        assertThat(ring.settle(5)).isZero();
        assertThat(ring.outstandingBytes()).isEqualTo(100);
        assertThat(ring.settle(5)).isEqualTo(100);
        assertThat(ring.outstandingBytes()).isZero();
        assertThat(ring.lowSeq()).isEqualTo(6);
    }

    @Test
    void theLowMarkWaitsForTheOldest() {
        OutstandingRing ring = new OutstandingRing(0);
        ring.add(1, 1);
        ring.add(2, 1);
        ring.add(4, 0);

        assertThat(ring.settle(1)).isEqualTo(2);
        assertThat(ring.lowSeq()).isZero();
        assertThat(ring.settle(0)).isEqualTo(1);
        assertThat(ring.lowSeq()).isEqualTo(3);
    }

    @Test
    void namesWhatIsWaitedForOfAFileThatWasCountedToItsEnd() {
        OutstandingRing ring = new OutstandingRing(0);
        for (int i = 0; i < 10; i++) {
            ring.add(100, i % 3 == 0 ? 1 : 0);
        }

        assertThat(ring.live(new JournalSpan(2, 8, 1_000, 200))).contains(new LiveSpan(2, 8, 2, 200, List.of(3L, 6L)));
        assertThat(ring.live(new JournalSpan(2, 8, 1_000, 199))).contains(new LiveSpan(2, 8, 2, 200, List.of()));
        assertThat(ring.live(new JournalSpan(7, 9, 1_000, 0))).contains(new LiveSpan(7, 9, 0, 0, List.of()));
        assertThat(ring.live(new JournalSpan(8, 11, 1_000, 0))).isEmpty();
    }

    @Test
    void settlingTwiceIsRefused() {
        OutstandingRing ring = new OutstandingRing(0);
        ring.add(1, 1);
        ring.add(1, 1);
        int freed = ring.settle(1);

        assertThat(freed).isEqualTo(1);
        assertThatThrownBy(() -> ring.settle(1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void oneThatWaitsForLongLetsTheOthersGo() {
        OutstandingRing ring = new OutstandingRing(0);
        ring.add(100, 1);
        long freed = 0;
        for (long sequence = 1; sequence < 1_000_000; sequence++) {
            ring.add(10, 2);
            freed += ring.settle(sequence) + ring.settle(sequence);
        }

        assertThat(freed).isEqualTo(9_999_990);
        assertThat(ring.chunks()).isEqualTo(1);
        assertThat(ring.lowSeq()).isZero();
        assertThat(ring.live(new JournalSpan(0, 1_000_000, 1_000, 100)))
                .contains(new LiveSpan(0, 1_000_000, 1, 100, List.of(0L)));
        assertThat(ring.settle(0)).isEqualTo(100);
        assertThat(ring.lowSeq()).isEqualTo(1_000_000);
        assertThat(ring.chunks()).isZero();
    }

    @Test
    void keepsCountWhileItGrowsAndShrinks() {
        OutstandingRing ring = new OutstandingRing(0);
        SplittableRandom random = new SplittableRandom(7);
        Map<Long, Integer> waiting = new HashMap<>();
        long added = 0;
        long freed = 0;
        for (int step = 0; step < 20_000; step++) {
            if (step % 10_000 < 5_000) {
                int bytes = random.nextInt(1, 1_000);
                waiting.put(ring.endSeq(), bytes);
                ring.add(bytes, 1);
                added += bytes;
            } else {
                long sequence = waiting.keySet().iterator().next();
                waiting.remove(sequence);
                freed += ring.settle(sequence);
            }
            assertThat(ring.outstandingBytes()).isEqualTo(added - freed);
        }
        assertThat(added).isEqualTo(freed);
        assertThat(ring.lowSeq()).isEqualTo(ring.endSeq());
    }
}
