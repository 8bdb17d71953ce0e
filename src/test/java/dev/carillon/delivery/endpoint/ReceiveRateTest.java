package dev.carillon.delivery.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiveRateTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10, 99, 100, 1_000, 7_777})
    void withinNoSecondMoreIsSentThanTheRateAndAHundredth(int rate) {
        List<Long> sent = sendFor(rate, 5 * SECOND);

        int most = 0;
        for (int first = 0, next = 0; first < sent.size(); first++) {
            while (next < sent.size() && sent.get(next) < sent.get(first) + SECOND) {
                next++;
            }
            most = Math.max(most, next - first);
        }
        assertThat(most).isLessThanOrEqualTo(rate + rate / 100 + 1);
        assertThat(sent.size()).isBetween((int) (4.9 * rate), 5 * rate + rate / 100 + 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, Long.MAX_VALUE / 2, -1_000_000_000L})
    void whatWasNotSentBeforeIsNotMadeUpFor(long begin) {
        ReceiveRate rate = new ReceiveRate(2, begin);
        long later = begin + 60 * SECOND;

        assertThat(rate.nextNanos()).isLessThanOrEqualTo(begin);
        rate.sent(later);

        assertThat(rate.nextNanos()).isEqualTo(later + SECOND / 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MAX_VALUE})
    void theHighestRateHoldsBackNothing(int highest) {
        assertThat(sendFor(highest, TimeUnit.MICROSECONDS.toNanos(10))).hasSizeGreaterThan(5_000);
    }

    /** Sends as much as may be, by a clock that ticks every millisecond, or as fast as it must. */
    private static List<Long> sendFor(int perSecond, long span) {
        ReceiveRate rate = new ReceiveRate(perSecond, 0);
        List<Long> sent = new ArrayList<>();
        for (long now = 0; now < span; now += Math.min(span / 10, TimeUnit.MILLISECONDS.toNanos(1))) {
            while (rate.nextNanos() <= now && sent.size() < 100_000) {
                sent.add(now);
                rate.sent(now);
            }
        }
        return sent;
    }
}
