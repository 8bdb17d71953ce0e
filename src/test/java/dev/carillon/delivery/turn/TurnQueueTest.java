package dev.carillon.delivery.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnQueueTest {
    private final VirtualTimers timers = new VirtualTimers(new VirtualTime());
    private final TurnQueue queue = new TurnQueue(timers);
    private final List<String> turns = new ArrayList<>();

    @Test
    void aLaneThatIsReadyTwiceHasOneTurn() {
        Runnable lane = () -> turns.add("a");
        queue.ready(lane);
        queue.ready(lane);
        queue.run();

        assertThat(turns).containsExactly("a");
    }

    @Test
    void aLaneThatIsReadyAgainComesBehindTheOthers() {
        queue.ready(() -> {
            turns.add("a");
            queue.ready(() -> turns.add("a again"));
        });
        queue.ready(() -> turns.add("b"));
        queue.run();

        assertThat(turns).containsExactly("a", "b", "a again");
    }

    @Test
    void aTurnThatThrowsCostsTheOthersNothing() {
        queue.ready(() -> {
            throw new StackOverflowError();
        });
        queue.ready(() -> turns.add("b"));

        assertThatThrownBy(queue::run).isInstanceOf(StackOverflowError.class);
        timers.advance(Duration.ZERO);

        assertThat(turns).containsExactly("b");
    }
}
