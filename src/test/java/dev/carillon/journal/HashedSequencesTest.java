package dev.carillon.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HashedSequencesTest {
    private final HashedSequences sequences = new HashedSequences();

    @Test
    void findsEachSequenceOfAHashAmongMany() {
        for (long sequence = 0; sequence < 10_000; sequence++) {
            sequences.add(sequence % 5_000 - 2_500, sequence);
        }

        assertThat(sequences.size()).isEqualTo(10_000);
        assertThat(of(-2_500)).containsExactlyInAnyOrder(0L, 5_000L);
        assertThat(of(42)).containsExactlyInAnyOrder(2_542L, 7_542L);
        assertThat(of(2_500)).isEmpty();
    }

    @Test
    void takesTheHashThatMarksFreePlacesForItsNeighbour() {
        sequences.add(0, 7);

        assertThat(of(0)).containsExactly(7L);
    }

    @Test
    void goesOnBehindOneThatWasTakenAway() {
        sequences.add(16, 1);
        sequences.add(16, 2);

        sequences.remove(1);

        assertThat(of(16)).containsExactlyInAnyOrder(HashedSequences.GONE, 2L);
    }

    @Test
    void givesAllThatWereNotTakenAwayInTheirOrder() {
        sequences.add(0, 7);
        sequences.add(5, 3);
        sequences.add(5, 9);
        sequences.add(-1, 4);

        sequences.remove(9);

        assertThat(sequences.ascending()).containsExactly(3, 4, 7);
    }

    private List<Long> of(long hash) {
        List<Long> found = new ArrayList<>();
        for (int place = sequences.first(hash); place >= 0; place = sequences.next(hash, place)) {
            found.add(sequences.sequence(place));
        }
        return found;
    }
}
