package dev.carillon.delivery.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
    private final WaitingRetries waiting = new WaitingRetries();
    private final RetrySchedule schedule = new RetrySchedule(waiting);

    @Test
    void handsOutWhatIsKnownOfTheFirst() {
        schedule.add(7, 2, 500, 100);
        schedule.add(8, 1, 300, RetrySchedule.UNKNOWN);

        assertThat(schedule.firstDueNanos()).isEqualTo(300);
        assertThat(schedule.firstSequence()).isEqualTo(8);
        assertThat(schedule.firstAttempts()).isEqualTo(1);
        assertThat(schedule.firstPublishedNanos()).isEqualTo(RetrySchedule.UNKNOWN);
        schedule.removeFirst();
        assertThat(schedule.firstPublishedNanos()).isEqualTo(100);
        assertThat(schedule.size()).isEqualTo(1);
    }

    @Test
    void isNeverDueWhileItIsEmpty() {
        assertThat(schedule.firstDueNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Property
    void handsOutTheSoonestFirst(@ForAll List<Integer> dueTimes) {
        RetrySchedule all = new RetrySchedule(waiting);
        for (int i = 0; i < dueTimes.size(); i++) {
            all.add(i, 1, dueTimes.get(i), 0);
        }

        List<Long> taken = new ArrayList<>();
        while (all.size() > 0) {
            taken.add(all.firstDueNanos());
            all.removeFirst();
        }

        assertThat(taken).isSorted().hasSize(dueTimes.size());
    }

    @Test
    void countsItsMessagesAmongTheShards() {
        RetrySchedule other = new RetrySchedule(waiting);
        for (int i = 0; i < 1_000; i++) {
            schedule.add(i, 1, i, 0);
            other.add(i, 1, i, 0);
        }
        schedule.removeFirst();
        schedule.retain(500, 900);
        schedule.remove(700);
        schedule.remove(5_000);
        assertThat(waiting.shown()).isEqualTo(1_399);

        other.end();
        while (schedule.size() > 0) {
            schedule.removeFirst();
        }
        assertThat(waiting.shown()).isZero();
    }
}
