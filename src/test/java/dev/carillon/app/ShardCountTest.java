package dev.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.config.BrokerConfig;
import dev.carillon.config.ConfigLoader;
import dev.carillon.config.ConfigOutcome.Accepted;
import dev.carillon.journal.store.folder.DataFolders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShardCountTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 1", "4, 2", "16, 8", "64, 8"})
    void aNewFolderGetsAShardForEveryTwoProcessors(int processors, int shards) {
        assertThat(ShardCount.suitable(processors)).isEqualTo(shards);
    }

    @Test
    void aFolderKeepsTheNumberThatItWasMadeWith() throws IOException {
        BrokerConfig made = ShardCount.fill(config("5"));
        assertThat(made.journal().shards()).isEqualTo(5);
        DataFolders.open(folder, made.journal()).close();

        BrokerConfig again = ShardCount.fill(config("0"));

        assertThat(again.journal().shards()).isEqualTo(5);
        DataFolders.open(folder, again.journal()).close();
    }

    @Test
    void aFolderThatIsNotThereGetsWhatSuitsTheMachine() throws IOException {
        assertThat(ShardCount.fill(config("0")).journal().shards())
                .isEqualTo(ShardCount.suitable(Runtime.getRuntime().availableProcessors()));
        assertThat(folder).isEmptyDirectory();
    }

    private BrokerConfig config(String shards) {
        Map<String, String> environment = Map.of("CARILLON_DATA", folder.toString(), "CARILLON_JOURNAL_SHARDS", shards);
        return ((Accepted) new ConfigLoader(environment).load(Path.of("conf", "carillon.yaml"))).config();
    }
}
