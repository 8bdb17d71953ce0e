package dev.carillon.app.first;

import dev.carillon.config.BrokerConfig;
import dev.carillon.config.OwnerOnlyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes the first keys, so that a fresh broker can be used at once. They are never lost, whenever the process is killed:
 *
 * <pre>
 *   draft file, forced to disk  ->  key in the catalogue  ->  draft renamed to quickstart.env
 * </pre>
 *
 * <p>A start that finds a draft goes on with its keys. One that finds neither file makes keys only when the catalogue has
 * none, so that whoever deletes the file, or revokes its key, does not get another.
 */
public final class FirstStart {
    static final String FILE_NAME = "quickstart.env";
    static final String DRAFT_NAME = ".quickstart.env.new";

    /** The catalogue's keys. */
    public interface KeyRing {
        /** Whether there is no key at all. */
        boolean isEmpty() throws Exception;

        /** Adds a key; one that is there already stays as it is. */
        void add(UUID token) throws Exception;
    }

    private final BrokerConfig config;
    private final Path file;
    private final Path draft;

    /** Touches nothing yet. */
    public FirstStart(BrokerConfig config) {
        this.config = config;
        file = config.dataFolder().resolve(FILE_NAME);
        draft = config.dataFolder().resolve(DRAFT_NAME);
    }

    /** The lines of the keys that were made now; empty when they were made before. Blocks. */
    public Optional<String> makeKeys(KeyRing ring) throws Exception {
        if (Files.exists(file)) {
            followPorts();
            return Optional.empty();
        }
        Optional<QuickstartKeys> begun = read(draft);
        if (begun.isEmpty() && !ring.isEmpty()) {
            return Optional.empty();
        }
        QuickstartKeys keys = begun.orElseGet(() -> QuickstartKeys.random(new SecureRandom()));
        OwnerOnlyFile.write(config.dataFolder(), DRAFT_NAME, lines(keys));
        ring.add(keys.token());
        OwnerOnlyFile.rename(config.dataFolder(), draft, file);
        return Optional.of(lines(keys));
    }

    /** The file names the management API's port, which may have been changed since. */
    private void followPorts() throws IOException {
        Optional<QuickstartKeys> keys = read(file);
        if (keys.isPresent() && !Files.readString(file).equals(lines(keys.get()))) {
            OwnerOnlyFile.write(config.dataFolder(), FILE_NAME, lines(keys.get()));
        }
    }

    private static Optional<QuickstartKeys> read(Path path) throws IOException {
        return Files.exists(path) ? QuickstartKeys.parse(Files.readString(path)) : Optional.empty();
    }

    private String lines(QuickstartKeys keys) {
        String scheme = config.tls().isEnabled() ? "https" : "http";
        return keys.lines(
                config.defaultRegion().name(),
                scheme + "://localhost:" + config.listen().managementPort());
    }
}
