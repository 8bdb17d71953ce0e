package dev.carillon.delivery.retry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WaitingRetriesTest {
    private final WaitingRetries waiting = new WaitingRetries(1_000);

    @Test
    void oneSubscriptionMayHaveThousands() {
        assertThat(waiting.hasRoom(WaitingRetries.MOST_OF_ONE - 1)).isTrue();
        assertThat(waiting.hasRoom(WaitingRetries.MOST_OF_ONE)).isFalse();
    }

    @Test
    void eachMayHaveAFewWhenAllTogetherHaveTooMany() {
        waiting.changed(1_000);

        assertThat(waiting.hasRoom(WaitingRetries.FEW_OF_ONE - 1)).isTrue();
        assertThat(waiting.hasRoom(WaitingRetries.FEW_OF_ONE)).isFalse();
        waiting.changed(-1);
        assertThat(waiting.hasRoom(WaitingRetries.FEW_OF_ONE)).isTrue();
    }
}
