package dev.carillon.delivery.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.journal.store.StateEntry.RetryScheduled;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LoggedRetriesTest {
    private static final int SETTLE = 60;

    /** Up to 59 schedules that message's retry, from 60 on it settles the one 60 below. */
    @Property(tries = 200)
    void theLastEntryOfEachMessageCountsAndNothingThatIsSettled(
            @ForAll @Size(max = 500) List<@IntRange(max = SETTLE + 10) Integer> log) {
        LoggedRetries retries = new LoggedRetries();
        SettledSet settled = new SettledSet(0);
        Map<Long, RetryScheduled> expected = new HashMap<>();
        for (int i = 0; i < log.size(); i++) {
            long sequence = log.get(i) % SETTLE;
            if (log.get(i) >= SETTLE) {
                settled.add(sequence);
            } else {
                RetryScheduled retry = new RetryScheduled(1, sequence, i, 10L * i);
                retries.add(retry, settled);
                expected.put(sequence, retry);
            }
        }
        expected.keySet().removeIf(settled::contains);

        Map<Long, RetryScheduled> found = new HashMap<>();
        retries.forEach(settled, (sequence, attempts, due) -> {
            RetryScheduled twice = found.put(sequence, new RetryScheduled(1, sequence, attempts, due));
            assertThat(twice).isNull();
        });
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void whatWasOvertakenTakesNoRoom() {
        LoggedRetries retries = new LoggedRetries();
        SettledSet settled = new SettledSet(0);
        for (int i = 0; i < 1_000_000; i++) {
            retries.add(new RetryScheduled(1, i % 50, i, i), settled);
        }

        assertThat(retries.capacity()).isLessThan(256);
    }
}
