package dev.carillon.delivery.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SettledSetTest {
    @Test
    void theLowMarkPassesWhatWasSettledOutOfOrder() {
        SettledSet settled = new SettledSet(10);
        settled.add(11);
        settled.add(13);

        assertThat(settled.lowSeq()).isEqualTo(10);
        assertThat(above(settled)).containsExactly(11L, 13L);
        settled.add(10);
        assertThat(settled.lowSeq()).isEqualTo(12);
        assertThat(above(settled)).containsExactly(13L);
    }

    @Test
    void raisingForgetsWhatLiesBelow() {
        SettledSet settled = new SettledSet(0);
        settled.add(3);
        settled.add(7);
        settled.add(8);

        settled.raiseTo(7);

        assertThat(settled.lowSeq()).isEqualTo(9);
        assertThat(above(settled)).isEmpty();
        assertThat(settled.contains(2)).isTrue();
        assertThat(settled.contains(9)).isFalse();
    }

    @Property
    void holdsExactlyWhatWasAdded(@ForAll List<@IntRange(max = 200) Integer> sequences) {
        SettledSet settled = new SettledSet(0);
        Set<Long> expected = new HashSet<>();
        for (int sequence : sequences) {
            settled.add(sequence);
            expected.add((long) sequence);
        }

        for (long sequence = 0; sequence <= 201; sequence++) {
            assertThat(settled.contains(sequence)).isEqualTo(expected.contains(sequence));
        }
        assertThat(expected).doesNotContain(settled.lowSeq());
        SettledSet again = new SettledSet(settled.lowSeq());
        settled.forEachRunAbove(again::addRun);
        assertThat(above(again)).isEqualTo(above(settled));
    }

    @Test
    void whatFollowsOnAnotherIsOneRun() {
        SettledSet settled = new SettledSet(0);
        settled.addRun(5, 1_000);
        settled.add(2_000);
        List<String> runs = new ArrayList<>();

        settled.forEachRunAbove((first, count) -> runs.add(first + "+" + count));

        assertThat(runs).containsExactly("5+1000", "2000+1");
    }

    private static List<Long> above(SettledSet settled) {
        List<Long> all = new ArrayList<>();
        settled.forEachRunAbove(
                (first, count) -> LongStream.range(first, first + count).forEach(all::add));
        return all;
    }
}
