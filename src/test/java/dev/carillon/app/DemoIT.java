package dev.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.testing.BrokerProcess;
import dev.carillon.testing.CommandResult;
import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {
    @TempDir
    private Path folder;

    @Test
    void printsWhatTheFunctionWasCalledWith() {
        try (BrokerProcess broker = BrokerProcess.start(folder, Map.of())) {
            assertThat(broker.pid()).isPositive();
            ProcessBuilder demo = new ProcessBuilder("bin/demo");
            demo.environment().put("CARILLON_DATA", folder.toString());
            demo.environment()
                    .merge(
                            "PATH",
                            System.getProperty("java.home") + "/bin",
                            (path, jdk) -> jdk + File.pathSeparator + path);

            CommandResult result = CommandResult.of(demo);

            assertThat(result.exitCode()).as("%s", result).isZero();
            assertThat(result.out())
                    .contains("\"Type\": \"Notification\"")
                    .contains("\"Subject\": \"hello\"")
                    .contains("\"Message\": \"Hello from Carillon\"");
        }
    }
}
