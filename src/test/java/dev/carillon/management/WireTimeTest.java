package dev.carillon.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class WireTimeTest {
    @Test
    void alwaysShowsSixDigits() {
        assertThat(WireTime.text(Instant.parse("2026-01-10T08:00:00Z"))).isEqualTo("2026-01-10T08:00:00.000000Z");
        assertThat(WireTime.text(Instant.parse("2026-01-10T08:00:00.123456789Z")))
                .isEqualTo("2026-01-10T08:00:00.123456Z");
    }
}
