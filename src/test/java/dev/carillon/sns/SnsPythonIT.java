package dev.carillon.sns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.testing.BrokerClient;
import dev.carillon.testing.CommandResult;
import dev.carillon.testing.Keeps;
import dev.carillon.testing.TestBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The AWS SDK for Python, unchanged but for the address. */
class SnsPythonIT {
    private static final Path PROGRAM = Path.of("src", "test", "python", "sns", "sns.py");

    /** Debian's packages are for Debian's own. */
    private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");

    @Test
    @Keeps("client.aws-sdk-python")
    void runsUnchanged() {
        try (TestBroker broker = TestBroker.builder().start()) {
            BrokerClient.SnsKeys keys = broker.client().credentials(broker.newProject());
            ProcessBuilder python = new ProcessBuilder(pythonWithBoto3(), PROGRAM.toString());
            Map<String, String> environment = python.environment();
            environment.keySet().removeIf(name -> name.startsWith("AWS_"));
            environment.putAll(Map.of(
                    "AWS_ACCESS_KEY_ID",
                    keys.accessKey(),
                    "AWS_SECRET_ACCESS_KEY",
                    keys.secretKey(),
                    "AWS_DEFAULT_REGION",
                    broker.config().defaultRegion().name(),
                    "AWS_ENDPOINT_URL_SNS",
                    broker.client().calls(keys).endpoint().toString(),
                    "AWS_CONFIG_FILE",
                    "/dev/null",
                    "AWS_SHARED_CREDENTIALS_FILE",
                    "/dev/null",
                    "FUNCTION_URL",
                    "http://127.0.0.1:9/function"));

            CommandResult result = CommandResult.of(python);

            assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
            assertThat(result.out()).endsWith("all done\n");
        }
    }

    private static String pythonWithBoto3() {
        return PYTHONS.stream()
                .filter(python -> CommandResult.of(new ProcessBuilder(python, "-c", "import boto3"))
                                .exitCode()
                        == 0)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no Python has boto3: install python3-boto3"));
    }
}
