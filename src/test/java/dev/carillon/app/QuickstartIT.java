package dev.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.testing.BrokerProcess;
import dev.carillon.testing.CommandResult;
import dev.carillon.testing.Keeps;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pastes the README's quickstart into a shell. */
class QuickstartIT {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh (\\S+)\\n(.*?)^```$");

    @TempDir
    private Path folder;

    private int functionPort;

    @BeforeEach
    void enterAFolderLikeAClone() throws IOException {
        Files.createSymbolicLink(folder.resolve("src"), Path.of("src").toAbsolutePath());
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            functionPort = free.getLocalPort();
        }
    }

    @Test
    @Keeps("client.quickstart")
    void worksPastedFromTheReadme() throws IOException {
        try (BrokerProcess broker = BrokerProcess.start(folder.resolve("data"), Map.of())) {
            CommandResult first = paste("quickstart");

            assertThat(first.exitCode()).as("%s", first).isZero();
            assertThat(first.out()).contains("\"status\": \"enabled\"", "Hello from Carillon");
            assertThat(broker.awaitExit()).as("killed by the quickstart").isEqualTo(137);

            broker.restart();
            CommandResult second = paste("quickstart-after-restart");

            assertThat(second.exitCode()).as("%s", second).isZero();
            assertThat(second.out()).contains("order 1", "order 2", "order 3", "order 4", "order 5");
        }
    }

    /** Job control is on, as in a terminal. */
    private CommandResult paste(String kind) throws IOException {
        String script = BLOCK.matcher(Files.readString(Path.of("README.md")))
                .results()
                .filter(block -> block.group(1).equals(kind))
                .map(block -> block.group(2))
                .collect(Collectors.joining("\n"));
        assertThat(script).as("blocks of %s in the README", kind).isNotEmpty();
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", "set -em\n" + script).directory(folder.toFile());
        shell.environment().put("CARILLON_DATA", folder.resolve("data").toString());
        shell.environment().put("FUNCTION_PORT", Integer.toString(functionPort));
        shell.environment()
                .merge(
                        "PATH",
                        System.getProperty("java.home") + "/bin",
                        (path, jdk) -> jdk + File.pathSeparator + path);
        return CommandResult.of(shell);
    }
}
