package dev.carillon.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.testing.VirtualTime;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConfirmationRateTest {
    private final VirtualTime time = new VirtualTime();
    private final ConfirmationRate rate = new ConfirmationRate(time, 1);

    @Test
    void letsSixtyAnHourThroughToEachOrigin() {
        long taken = IntStream.range(0, 100).filter(i -> rate.take("http://a")).count();

        assertThat(taken).isEqualTo(60);
        assertThat(rate.take("http://b")).isTrue();
        time.advance(Duration.ofMinutes(59));
        assertThat(rate.take("http://a")).isFalse();
        time.advance(Duration.ofMinutes(1));
        assertThat(rate.take("http://a")).isTrue();
    }
}
