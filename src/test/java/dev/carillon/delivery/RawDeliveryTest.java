package dev.carillon.delivery;

import static dev.carillon.delivery.TestTopics.endpoint;
import static dev.carillon.delivery.TestTopics.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.model.Protocol;
import dev.carillon.model.Subscription;
import dev.carillon.push.envelope.BodyForm;
import dev.carillon.testing.Keeps;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Which forms of a notification are asked for, as subscriptions turn raw delivery on and off. */
class RawDeliveryTest {
    private static final Subscription ENVELOPE = subscription(1, 1, Protocol.HTTP, 0);
    private static final Subscription RAW = ENVELOPE.withAttributes(Map.of("RawMessageDelivery", "true"));
    private static final Subscription RAW_TOO =
            subscription(1, 2, Protocol.HTTPS, 0).withAttributes(Map.of("RawMessageDelivery", "true"));

    @AutoClose
    private final ShardFixture shard = ShardFixture.open();

    @Test
    @Keeps("signature.none-for-raw")
    void onlyWhatSomebodyGetsIsAskedFor() {
        shard.topic(1, RAW, RAW_TOO);

        shard.publish(1, "m");

        assertThat(shard.notifications.asked()).containsExactly(Set.of(BodyForm.RAW_HTTP, BodyForm.RAW_HTTPS));
    }

    @Test
    @Keeps("raw.change")
    void aMessageThatWaitsGoesOutAsTheSubscriptionWantsItByThen() {
        shard.topic(1, ENVELOPE);
        shard.endpoints.answer(endpoint(1), ScriptedEndpoints.UNAVAILABLE);
        shard.publish(1, "m");

        shard.topic(1, RAW);
        shard.endpoints.answer(endpoint(1), ScriptedEndpoints.OK);
        shard.advance(Duration.ofSeconds(30));

        assertThat(shard.notifications.asked()).containsExactly(Set.of(BodyForm.HTTP), Set.of(BodyForm.RAW_HTTP));
        assertThat(shard.endpoints.posts(endpoint(1))).hasSize(2);
        assertThat(shard.releasedBytes()).isEqualTo(shard.appendedBytes());
    }
}
