package dev.carillon.sns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.model.ProjectId;
import dev.carillon.testing.BrokerClient;
import dev.carillon.testing.CommandResult;
import dev.carillon.testing.Keeps;
import dev.carillon.testing.RecordingEndpoint;
import dev.carillon.testing.TestBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The AWS SDK for JavaScript, version 3, unchanged but for the address. */
class SnsJavaScriptIT {
    private static final Path SOURCES = Path.of("src", "test", "node", "sns");
    private static final Path WORKSPACE = Path.of("target", "node", "sns");

    @Test
    @Keeps("client.aws-sdk-javascript")
    void runsUnchanged() throws IOException {
        prepare();
        try (TestBroker broker = TestBroker.builder().start();
                RecordingEndpoint webhook = RecordingEndpoint.start()) {
            ProjectId project = broker.newProject();
            BrokerClient.SnsKeys keys = broker.client().credentials(project);
            ProcessBuilder node = new ProcessBuilder("node", "sns.mjs").directory(WORKSPACE.toFile());
            node.environment()
                    .putAll(Map.of(
                            "AWS_ACCESS_KEY_ID",
                            keys.accessKey(),
                            "AWS_SECRET_ACCESS_KEY",
                            keys.secretKey(),
                            "SNS_REGION",
                            broker.config().defaultRegion().name(),
                            "SNS_URL",
                            broker.client().calls(keys).endpoint().toString(),
                            "WEBHOOK_URL",
                            webhook.url("/hook")));

            CommandResult result = CommandResult.of(node);

            assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
            assertThat(result.out()).endsWith("all done\n");
        }
    }

    private static void prepare() throws IOException {
        Files.createDirectories(WORKSPACE);
        for (String name : new String[] {"package.json", "sns.mjs"}) {
            Files.copy(SOURCES.resolve(name), WORKSPACE.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        CommandResult installed =
                CommandResult.of(new ProcessBuilder("npm", "install", "--no-audit", "--no-fund", "--no-package-lock")
                        .directory(WORKSPACE.toFile()));
        assertThat(installed.exitCode()).as(installed.err()).isZero();
    }
}
