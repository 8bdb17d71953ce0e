package dev.carillon.crash.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/** Waits for what there is less and less of, however slow the machine is. */
final class Dwindling {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Dwindling() {}

    /** Returns when there is none; fails when it has not become less for long, saying what there is. */
    static void await(LongSupplier count, Supplier<String> what) {
        for (long left = count.getAsLong(); left > 0; left = count.getAsLong()) {
            long before = left;
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(count.getAsLong()).as("%s", what.get()).isLessThan(before));
        }
    }
}
