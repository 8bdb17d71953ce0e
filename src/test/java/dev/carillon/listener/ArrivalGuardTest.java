package dev.carillon.listener;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.testing.VirtualTime;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ArrivalGuardTest {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final VirtualTime time = new VirtualTime();
    private final ArrivalGuard guard = new ArrivalGuard(time);
    private final EmbeddedChannel channel = new EmbeddedChannel(guard);

    @Test
    void aRequestHasTheDeadlineFromItsFirstByteOn() {
        time.advance(DEADLINE.multipliedBy(2));
        bytes();
        time.advance(DEADLINE);
        bytes();
        assertThat(guard.isLate(DEADLINE)).isFalse();

        time.advance(Duration.ofMillis(1));

        assertThat(guard.isLate(DEADLINE)).isTrue();
    }

    @Test
    void whatIsAnsweredAndWhatWaitsIsNotLate() {
        bytes();
        guard.arrived();
        time.advance(DEADLINE.multipliedBy(2));
        assertThat(guard.isLate(DEADLINE)).isFalse();

        guard.answered();
        time.advance(DEADLINE.multipliedBy(2));

        assertThat(guard.isLate(DEADLINE)).isFalse();
    }

    @Test
    void theNextOfSeveralIsBeingAnsweredThoughTheOneBeforeIsSaidToBeOnlyThen() {
        bytes();
        guard.arrived();
        guard.arrived();
        guard.answered();

        bytes();
        time.advance(DEADLINE.multipliedBy(2));
        assertThat(guard.isLate(DEADLINE)).isFalse();

        guard.answered();
        bytes();
        time.advance(DEADLINE.multipliedBy(2));
        assertThat(guard.isLate(DEADLINE)).isTrue();
    }

    private void bytes() {
        channel.writeInbound("bytes");
    }
}
