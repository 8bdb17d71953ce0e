package dev.carillon.app.first;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.config.BrokerConfig;
import dev.carillon.config.ConfigLoader;
import dev.carillon.config.ConfigOutcome.Accepted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstStartTest {
    @TempDir
    private Path folder;

    private final Ring ring = new Ring();

    @Test
    void makesKeysOnce() throws Exception {
        Optional<String> made = start().makeKeys(ring);

        assertThat(made).hasValueSatisfying(lines -> assertThat(file()).hasContent(lines));
        assertThat(ring.tokens).hasSize(1);
        assertThat(start().makeKeys(ring)).isEmpty();
        assertThat(file()).hasContent(made.orElseThrow());
        assertThat(ring.tokens).hasSize(1);
    }

    @Test
    void goesOnWithTheSameKeysAfterItWasKilledBeforeTheCatalogueHadThem() throws Exception {
        ring.isBroken = true;
        assertThatThrownBy(() -> start().makeKeys(ring)).hasMessage("killed");
        String draft = Files.readString(folder.resolve(FirstStart.DRAFT_NAME));
        ring.isBroken = false;

        assertThat(start().makeKeys(ring)).contains(draft);
        assertThat(ring.tokens).hasSize(1);
    }

    @Test
    void goesOnWithTheSameKeysAfterItWasKilledBeforeTheFileHadItsName() throws Exception {
        Optional<String> made = start().makeKeys(ring);
        Files.move(file(), folder.resolve(FirstStart.DRAFT_NAME));

        assertThat(start().makeKeys(ring)).isEqualTo(made);
        assertThat(ring.tokens).hasSize(1);
    }

    @Test
    void startsAgainAfterItWasKilledWhileTheDraftWasWritten() throws Exception {
        Files.writeString(folder.resolve(FirstStart.DRAFT_NAME), "SCW_ACCESS_KEY=SCW0123");

        assertThat(start().makeKeys(ring)).isPresent();
        assertThat(ring.tokens).hasSize(1);
        assertThat(folder.resolve(FirstStart.DRAFT_NAME)).doesNotExist();
    }

    @Test
    void makesNoOtherKeysForWhoeverPutTheFileAway() throws Exception {
        Optional<String> unused = start().makeKeys(ring);
        Files.delete(file());

        assertThat(start().makeKeys(ring)).isEmpty();
        assertThat(ring.tokens).hasSize(1);
    }

    @Test
    void theAddressInTheFileFollowsThePort() throws Exception {
        String lines = start().makeKeys(ring).orElseThrow();

        assertThat(start("CARILLON_MANAGEMENT_PORT", "9443").makeKeys(ring)).isEmpty();

        assertThat(file()).hasContent(lines.replace("http://localhost:8080", "http://localhost:9443"));
    }

    private Path file() {
        return folder.resolve(FirstStart.FILE_NAME);
    }

    private FirstStart start() {
        return start("CARILLON_MANAGEMENT_PORT", "8080");
    }

    private FirstStart start(String variable, String value) {
        ConfigLoader loader = new ConfigLoader(Map.of("CARILLON_DATA", folder.toString(), variable, value));
        BrokerConfig config = ((Accepted) loader.load()).config();
        return new FirstStart(config);
    }

    /** Keys in memory, and a kill at the worst moment. */
    private static final class Ring implements FirstStart.KeyRing {
        private final Set<UUID> tokens = new HashSet<>();
        private boolean isBroken;

        @Override
        public boolean isEmpty() {
            return tokens.isEmpty();
        }

        @Override
        public void add(UUID token) throws IOException {
            if (isBroken) {
                throw new IOException("killed");
            }
            tokens.add(token);
        }
    }
}
