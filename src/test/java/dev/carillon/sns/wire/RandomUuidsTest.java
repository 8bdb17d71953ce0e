package dev.carillon.sns.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.sns.wire.reply.RequestId;
import dev.carillon.testing.Keeps;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RandomUuidsTest {
    @Test
    void givesUuidsOfVersionFourAndNoneTwice() {
        Set<UUID> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            UUID uuid = RandomUuids.next();
            assertThat(uuid.version()).isEqualTo(4);
            assertThat(uuid.variant()).isEqualTo(2);
            seen.add(uuid);
        }

        assertThat(seen).hasSize(10_000);
    }

    @Test
    @Keeps("wire.request-id")
    void makesRequestIds() {
        assertThat(RequestId.next()).matches("tx[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    }
}
