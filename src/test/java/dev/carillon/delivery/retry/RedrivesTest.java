package dev.carillon.delivery.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.journal.store.DropReason;
import dev.carillon.push.DeadLetter;
import org.junit.jupiter.api.Test;

class RedrivesTest {
    private final WaitingRetries waiting = new WaitingRetries();
    private final Redrives redrives = new Redrives(waiting);

    @Test
    void theSoonestIsFirst() {
        redrives.add(redrive(1, 30));
        redrives.add(redrive(2, 10));

        assertThat(redrives.firstDueNanos()).isEqualTo(10);
        redrives.beginFirst();
        assertThat(redrives.firstDueNanos()).isEqualTo(30);
        redrives.beginFirst();
        assertThat(redrives.isNoneWaiting()).isTrue();
        assertThat(redrives.firstDueNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void eachIsCountedOnceUntilItIsGone() {
        redrives.add(redrive(1, 10));
        redrives.beginFirst();
        redrives.add(redrive(1, 10).failed(20));
        assertThat(waiting.shown()).isEqualTo(1);
        assertThat(redrives.first().attempts()).isEqualTo(1);

        redrives.beginFirst();
        redrives.finish(1);
        redrives.finish(1);

        assertThat(waiting.shown()).isZero();
        assertThat(redrives.size()).isZero();
    }

    @Test
    void oneThatWaitsCanBeForgotten() {
        redrives.add(redrive(1, 10));

        redrives.remove(1);
        redrives.remove(1);

        assertThat(waiting.shown()).isZero();
        assertThat(redrives.isNoneWaiting()).isTrue();
    }

    @Test
    void whatIsOutOfRangeIsForgotten() {
        for (long sequence = 0; sequence < 5; sequence++) {
            redrives.add(redrive(sequence, sequence));
        }
        assertThat(redrives.endSeq(2)).isEqualTo(5);
        assertThat(redrives.endSeq(9)).isEqualTo(9);

        redrives.retain(1, 3);

        assertThat(redrives.size()).isEqualTo(2);
        assertThat(redrives.first().sequence()).isEqualTo(1);
        redrives.end();
        assertThat(waiting.shown()).isZero();
    }

    private static Redrive redrive(long sequence, long dueNanos) {
        return new Redrive(sequence, DropReason.PERMANENT, new DeadLetter(404, "status", 1), 0, 0, dueNanos);
    }
}
