package dev.carillon.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What an operator sets up for a broker on a PostgreSQL of his own, where the first start makes no keys and endpoints on
 * loopback are closed.
 */
final class ExternalDatabase implements AutoCloseable {
    private final TestDatabase database;

    private ExternalDatabase(TestDatabase database) {
        this.database = database;
    }

    /** Empty when the tests are to use the embedded server. */
    static Optional<ExternalDatabase> ifNamed() {
        return TestDatabase.isExternal() ? Optional.of(new ExternalDatabase(TestDatabase.create())) : Optional.empty();
    }

    Map<String, String> settings() {
        return Map.of("CARILLON_DATABASE_URL", database.url(), "CARILLON_DELIVERY_ALLOWED_NETWORKS", "127.0.0.0/8");
    }

    /** Makes an API key on the command line and keeps it where the quickstart looks. */
    void makeKeys(BrokerProcess broker, Path dataFolder, URI management) {
        CommandResult made = broker.run("api-key", "create", "--name", "quickstart");
        if (made.exitCode() != 0) {
            throw new AssertionError("no key was made: " + made);
        }
        UUID project = UUID.randomUUID();
        String lines = String.join(
                "\n",
                "SCW_ACCESS_KEY=SCWXXXXXXXXXXXXXXXXX",
                "SCW_SECRET_KEY=" + made.out().strip(),
                "SCW_PROJECT_ID=" + project,
                "SCW_DEFAULT_PROJECT_ID=" + project,
                "SCW_DEFAULT_REGION=fr-par",
                "SCW_API_URL=" + management,
                "");
        try {
            Files.createDirectories(dataFolder);
            Files.writeString(dataFolder.resolve("quickstart.env"), lines);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
