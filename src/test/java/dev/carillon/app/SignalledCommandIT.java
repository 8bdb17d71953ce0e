package dev.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carillon.testing.BrokerCommand;
import dev.carillon.testing.MadeDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C, or a service manager's patience, ends commands too. */
class SignalledCommandIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    @Test
    void aCommandThatIsToldToStopLeavesNoDatabaseRunning() throws Exception {
        MadeDatabase.putInto(folder);
        Path server = folder.resolve("postgresql").resolve("data-17").resolve("postmaster.pid");
        ProcessBuilder builder = new ProcessBuilder(BrokerCommand.of("api-key", "list"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile());
        builder.environment().put("CARILLON_DATA", folder.toString());
        Process command = builder.start();
        await().atMost(PATIENCE).until(() -> Files.exists(server));

        command.destroy();

        await().atMost(PATIENCE).until(() -> !command.isAlive());
        assertThat(server).as("what a server deletes that ends in order").doesNotExist();
    }
}
