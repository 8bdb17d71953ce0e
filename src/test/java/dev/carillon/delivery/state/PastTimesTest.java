package dev.carillon.delivery.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.journal.store.StateEntry;
import dev.carillon.journal.store.StateEntry.TimeSkipped;
import dev.carillon.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PastTimesTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final VirtualTime time = new VirtualTime();
    private final List<StateEntry> log = new ArrayList<>();
    private PastTimes past = new PastTimes(time, log::add);

    @Test
    void whatWasPublishedInThisRunIsAsOldAsTheMonotonicClockSays() {
        long published = wall();
        time.advance(MINUTE);

        assertThat(age(published)).isEqualTo(MINUTE);
        assertThat(log).isEmpty();
    }

    @Test
    void aClockThatIsSetMakesNothingOlderOrYounger() {
        long before = wall();
        pass(MINUTE);
        time.setAhead(DAY);
        pass(MINUTE);
        long between = wall();
        pass(MINUTE);
        time.setBack(Duration.ofHours(25));
        pass(MINUTE);

        assertThat(age(before)).isEqualTo(MINUTE.multipliedBy(4));
        assertThat(age(between)).isEqualTo(MINUTE.multipliedBy(2));
        assertThat(age(wall())).isZero();
        assertThat(log).hasSize(2);
    }

    @Test
    void aTimeThatWasTwiceIsTakenForTheLaterOne() {
        long twice = wall();
        pass(MINUTE);
        time.setBack(MINUTE);
        past.look();
        pass(MINUTE);

        assertThat(age(twice)).isEqualTo(MINUTE);
    }

    @Test
    void clocksDriftWithoutAWord() {
        long published = wall();
        for (int i = 0; i < 60; i++) {
            time.setAhead(Duration.ofMillis(500));
            pass(Duration.ofSeconds(1));
        }

        assertThat(log).isEmpty();
        assertThat(age(wall())).isZero();
        assertThat(age(published)).isBetween(MINUTE, MINUTE.plusSeconds(31));
    }

    @Test
    void theTimeInWhichNoBrokerRanDoesNotCount() {
        long published = wall();
        time.advance(MINUTE);
        long lastWrite = wall();
        time.advance(DAY);

        restart(lastWrite);
        pass(MINUTE);

        assertThat(age(published)).isEqualTo(MINUTE.multipliedBy(2));
        assertThat(log).containsExactly(new TimeSkipped(lastWrite, lastWrite + DAY.toMillis()));
    }

    @Test
    void whatWasPublishedAfterTheLastWriteIsAsOldAsTheStart() {
        long lastWrite = wall();
        time.advance(Duration.ofMillis(300));
        long published = wall();
        time.advance(DAY);

        restart(lastWrite);
        pass(MINUTE);

        assertThat(age(published)).isEqualTo(MINUTE);
    }

    /** As when the state log's disk fails, and the clock is set back between two runs to about its last write. */
    @Test
    void whatWasPublishedAfterTheLastWriteIsNotTakenForOlderSinceTheClockWasSetBackUnnoticed() {
        pass(MINUTE);
        time.setBack(MINUTE);
        past.look();
        pass(MINUTE.multipliedBy(30));
        long lastWrite = wall();
        time.advance(MINUTE);
        long published = wall();
        time.advance(MINUTE);
        time.setBack(MINUTE.multipliedBy(2));

        restart(lastWrite);
        pass(Duration.ofSeconds(30));

        assertThat(age(published)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void manyRunsAndClocksCountTogether() {
        long published = wall();
        for (int i = 0; i < 5; i++) {
            pass(MINUTE);
            time.setAhead(i % 2 == 0 ? DAY : Duration.ofHours(-1));
            pass(MINUTE);
            long lastWrite = wall();
            time.advance(DAY);
            restart(lastWrite);
        }

        assertThat(age(published)).isEqualTo(MINUTE.multipliedBy(10));
        assertThat(log).hasSize(10);
    }

    @Test
    void whatIsToBeRememberedIsBounded() {
        long published = wall();
        for (int i = 0; i < 100; i++) {
            pass(MINUTE);
            time.setAhead(MINUTE);
        }
        pass(MINUTE);

        List<StateEntry> facts = new ArrayList<>();
        past.facts(facts::add);

        assertThat(facts).hasSizeLessThan(20);
        assertThat(age(published)).isGreaterThanOrEqualTo(MINUTE.multipliedBy(101));
    }

    private void restart(long lastWrite) {
        past = new PastTimes(time, log::add);
        past.resume(log.stream().map(TimeSkipped.class::cast).toList(), OptionalLong.of(lastWrite));
    }

    /** With the look that the shard takes each second. */
    private void pass(Duration span) {
        time.advance(span);
        past.look();
    }

    private long wall() {
        return time.now().toEpochMilli();
    }

    private Duration age(long wallMillis) {
        return Duration.ofNanos(time.nanoTime() - past.nanos(wallMillis));
    }
}
