package dev.carillon.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.testing.BrokerClient.SnsKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The real {@code aws} command line, with no configuration but this. */
public record AwsCli(URI endpoint, String region, SnsKeys keys) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** For calls in the broker's first region. */
    public static AwsCli to(TestBroker broker, SnsKeys keys) {
        return new AwsCli(broker.client().sns(), broker.config().defaultRegion().name(), keys);
    }

    /** Runs {@code aws sns ...}. */
    public CommandResult run(String... arguments) {
        List<String> command = new ArrayList<>(
                List.of("aws", "--endpoint-url", endpoint.toString(), "--region", region, "--output", "json", "sns"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("AWS_"));
        environment.put("AWS_ACCESS_KEY_ID", keys.accessKey());
        environment.put("AWS_SECRET_ACCESS_KEY", keys.secretKey());
        environment.put("AWS_CONFIG_FILE", "/dev/null");
        environment.put("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
        environment.put("AWS_MAX_ATTEMPTS", "1");
        return CommandResult.of(builder);
    }

    /** Runs {@code aws sns ...}, which must succeed, and reads its answer; null where it has none. */
    public JsonNode json(String... arguments) {
        CommandResult result = run(arguments);
        if (result.exitCode() != 0) {
            throw new AssertionError(List.of(arguments) + " failed: " + result.err());
        }
        try {
            return JSON.readTree(result.out());
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    /** Runs {@code aws sns ...}, which must fail, and gives what it said. */
    public String refusal(String... arguments) {
        CommandResult result = run(arguments);
        if (result.exitCode() == 0) {
            throw new AssertionError(List.of(arguments) + " was not refused: " + result.out());
        }
        return result.err().strip();
    }
}
