package dev.carillon.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.model.ProjectId;
import dev.carillon.testing.CommandResult;
import dev.carillon.testing.Keeps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Scaleway's own SDK for JavaScript, unchanged but for the address. */
class ScalewaySdkIT {
    private static final Path SOURCES = Path.of("src", "test", "node", "management");
    private static final Path WORKSPACE = Path.of("target", "node", "management");

    @Test
    @Keeps("client.scaleway-sdk")
    void drivesTheWholeApi() throws IOException {
        prepare();
        ProjectId project = new ProjectId(UUID.randomUUID());
        try (ManagementOnDatabase api = new ManagementOnDatabase(Map.of())) {
            ProcessBuilder node = new ProcessBuilder("node", "management.mjs").directory(WORKSPACE.toFile());
            node.environment()
                    .putAll(Map.of(
                            "SCW_ACCESS_KEY",
                            "SCW" + "A".repeat(17),
                            "SCW_SECRET_KEY",
                            api.token(project).toString(),
                            "SCW_DEFAULT_PROJECT_ID",
                            project.toString(),
                            "FOREIGN_PROJECT_ID",
                            UUID.randomUUID().toString(),
                            "SCW_DEFAULT_REGION",
                            "fr-par",
                            "SCW_API_URL",
                            "http://127.0.0.1:" + api.port()));

            CommandResult result = CommandResult.of(node);

            assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
            assertThat(result.out()).endsWith("all done\n");
        }
    }

    private static void prepare() throws IOException {
        Files.createDirectories(WORKSPACE);
        for (String name : new String[] {"package.json", "management.mjs"}) {
            Files.copy(SOURCES.resolve(name), WORKSPACE.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        CommandResult installed =
                CommandResult.of(new ProcessBuilder("npm", "install", "--no-audit", "--no-fund", "--no-package-lock")
                        .directory(WORKSPACE.toFile()));
        assertThat(installed.exitCode()).as(installed.err()).isZero();
    }
}
