package dev.carillon.testing;

import dev.carillon.app.Broker;
import dev.carillon.app.step.StartFailure;
import dev.carillon.config.BrokerConfig;
import dev.carillon.config.ConfigLoader;
import dev.carillon.config.ConfigOutcome;
import dev.carillon.config.ConfigOutcome.Accepted;
import dev.carillon.model.ProjectId;
import dev.carillon.model.TimeSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * The whole real broker within the test's process, on ports of its own:
 * {@code TestBroker.builder().with("limits.stored-bytes-per-project", "1MB").start()}.
 */
public final class TestBroker implements AutoCloseable {
    private final Broker broker;
    private final Path dataFolder;
    private final boolean isFolderOurs;

    private TestBroker(Broker broker, Path dataFolder, boolean isFolderOurs) {
        this.broker = broker;
        this.dataFolder = dataFolder;
        this.isFolderOurs = isFolderOurs;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** A client with the key of the first start. */
    public BrokerClient client() {
        return client(QuickstartFile.in(dataFolder).token());
    }

    public BrokerClient client(String token) {
        BrokerConfig config = broker.config();
        return new BrokerClient(
                url(config.listen().managementPort()),
                url(config.listen().snsPort()),
                url(config.listen().opsPort()),
                token,
                config.defaultRegion().name());
    }

    /** A new project, activated. */
    public ProjectId newProject() {
        ProjectId project = new ProjectId(UUID.randomUUID());
        var unused = client().activate(project);
        return project;
    }

    /** The AWS SDK with credentials that may do everything in the project. */
    public SnsClient sdk(ProjectId project) {
        BrokerClient client = client();
        return client.sdk(client.credentials(project));
    }

    public BrokerConfig config() {
        return broker.config();
    }

    public Path dataFolder() {
        return dataFolder;
    }

    @Override
    public void close() {
        var unused = broker.stop();
        if (isFolderOurs) {
            delete(dataFolder);
        }
    }

    private URI url(int port) {
        return URI.create((broker.config().tls().isEnabled() ? "https" : "http") + "://localhost:" + port);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What differs from the defaults. */
    public static final class Builder {
        private final Map<String, String> environment = new HashMap<>();
        private Path dataFolder;
        private Optional<TimeSource> time = Optional.empty();

        private Builder() {
            // Two shards, however small the machine is: what is done for more than one is to be seen at work.
            with("management-port", "0")
                    .with("sns-port", "0")
                    .with("ops-port", "0")
                    .with("journal.shards", "2");
            TestTransport.ifNamed().ifPresent(name -> with("transport", name));
        }

        /** Sets a key of the configuration. */
        public Builder with(String key, String value) {
            environment.put(
                    "CARILLON_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'), value);
            return this;
        }

        /** Uses a folder that outlives the broker; otherwise it gets one that is deleted with it. */
        public Builder dataFolder(Path folder) {
            dataFolder = folder;
            return this;
        }

        /** Lets it see another time than the machine's. */
        public Builder time(TimeSource source) {
            time = Optional.of(source);
            return this;
        }

        /** Starts it; it is ready when this returns. */
        public TestBroker start() {
            try {
                Path folder = dataFolder == null ? Files.createTempDirectory("carillon") : dataFolder;
                if (!environment.containsKey("CARILLON_DATABASE_URL")) {
                    MadeDatabase.putInto(folder);
                }
                BrokerConfig config = config(folder);
                Broker broker = time.map(source -> new Broker(config, source)).orElseGet(() -> new Broker(config));
                broker.start();
                return new TestBroker(broker, folder, dataFolder == null);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            } catch (StartFailure failure) {
                throw new IllegalStateException(failure);
            }
        }

        private BrokerConfig config(Path folder) {
            with("data", folder.toString());
            ConfigOutcome outcome = new ConfigLoader(environment).load(Path.of("conf", "carillon.yaml"));
            if (outcome instanceof Accepted accepted) {
                return accepted.config();
            }
            throw new IllegalArgumentException(outcome.toString());
        }
    }
}
