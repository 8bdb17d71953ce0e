package dev.carillon.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Days of a delivery shard in virtual time, a history for each seed: {@code -Dsimulation.seeds} of them from
 * {@code -Dsimulation.seed} on. What happens to whom is checked by {@link ShardLedger} and {@link QuietChecks}.
 */
class ShardSimulationTest {
    private static final long FIRST = Long.getLong("simulation.seed", 1);
    private static final int SEEDS = Integer.getInteger("simulation.seeds", 500);
    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger("dev.carillon.delivery");

    @BeforeAll
    static void beQuiet() {
        LOGGER.setLevel(Level.OFF);
    }

    @AfterAll
    static void speakAgain() {
        LOGGER.setLevel(null);
    }

    @Test
    void whateverHappensEveryPromiseIsKept() {
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            ShardSimulation simulation = new ShardSimulation(seed);
            List<String> violations = simulation.violations();

            assertThat(violations)
                    .describedAs(
                            "replay it by: make simulation SEED=%d SEEDS=1%n%s",
                            seed, String.join(System.lineSeparator(), simulation.history()))
                    .isEmpty();
        }
    }

    @Test
    void aSeedReplays() {
        ShardSimulation first = new ShardSimulation(FIRST);
        ShardSimulation second = new ShardSimulation(FIRST);

        assertThat(first.violations()).isEqualTo(second.violations());
        assertThat(first.history()).isEqualTo(second.history());
    }
}
