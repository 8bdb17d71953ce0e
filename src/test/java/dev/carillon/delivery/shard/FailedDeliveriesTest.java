package dev.carillon.delivery.shard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.bus.FailedDelivery;
import dev.carillon.bus.FailedDelivery.Next;
import dev.carillon.testing.Keeps;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FailedDeliveriesTest {
    private final FailedDeliveries failures = new FailedDeliveries();

    @Test
    @Keeps("drop.bounded")
    void ofEachSubscriptionTheLatestStay() {
        for (int i = 0; i < 50; i++) {
            failures.add(1, failed(i, 1));
        }
        failures.add(2, failed(100, 1));

        assertThat(messages(1))
                .hasSize(FailedDeliveries.MOST_OF_ONE)
                .startsWith(49L, 48L)
                .endsWith(30L);
        assertThat(messages(2)).containsExactly(100L);
    }

    @Test
    void aLaterFailureOfAMessageTakesThePlaceOfTheEarlier() {
        failures.add(1, failed(1, 1));
        failures.add(1, failed(2, 1));
        failures.add(1, failed(1, 2));

        assertThat(failures.of(1)).extracting(FailedDelivery::attempts).containsExactly(2, 1);
        assertThat(messages(1)).containsExactly(1L, 2L);
    }

    @Test
    void whatArrivedIsNotAFailureAnyMore() {
        failures.add(1, failed(1, 1));
        failures.add(1, failed(2, 1));

        failures.delivered(1, new UUID(0, 1));
        failures.delivered(1, new UUID(0, 9));
        failures.delivered(7, new UUID(0, 2));

        assertThat(messages(1)).containsExactly(2L);
    }

    @Test
    void nothingIsKnownOfASubscriptionThatIsGone() {
        failures.add(1, failed(1, 1));

        failures.forget(1);

        assertThat(failures.of(1)).isEmpty();
    }

    @Test
    @Keeps("drop.bounded")
    void theSubscriptionsThatFailedLongestAgoAreForgottenWhenThereAreTooMany() {
        LongStream.rangeClosed(1, FailedDeliveries.MOST).forEach(no -> failures.add(no, failed(no, 1)));
        failures.add(1, failed(1, 2));

        failures.add(-1, failed(-1, 1));

        assertThat(failures.of(1)).hasSize(1);
        assertThat(failures.of(2)).isEmpty();
        assertThat(failures.of(3)).hasSize(1);
        assertThat(failures.of(-1)).hasSize(1);
    }

    private List<Long> messages(long subscriptionNo) {
        return failures.of(subscriptionNo).stream()
                .map(each -> each.messageId().getLeastSignificantBits())
                .toList();
    }

    private static FailedDelivery failed(long message, int attempts) {
        return new FailedDelivery(
                Instant.EPOCH,
                new UUID(0, message),
                "http://e",
                503,
                "status",
                attempts,
                new Next.Dropped("EXHAUSTED"));
    }
}
