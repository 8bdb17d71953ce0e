package dev.carillon.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.config.JournalConfig;
import dev.carillon.journal.store.JournalRecord;
import dev.carillon.journal.store.NoCommits;
import dev.carillon.journal.store.TopicJournal;
import dev.carillon.journal.store.folder.DataFolder;
import dev.carillon.journal.store.folder.DataFolders;
import dev.carillon.model.ByteSize;
import dev.carillon.model.MessageText;
import dev.carillon.model.Publication;
import dev.carillon.model.Topic;
import dev.carillon.testing.Keeps;
import dev.carillon.testing.VirtualTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeduplicationWindowsTest {
    private static final JournalConfig CONFIG = new JournalConfig(
            1,
            ByteSize.parse("2MiB"),
            1_000,
            ByteSize.parse("1MB"),
            JournalConfig.Durability.CRASH,
            Duration.ZERO,
            ByteSize.parse("1MiB"));
    private static final int MOST = 3;
    private static final Topic ONE = Projects.fifo(1);
    private static final Topic OTHER = Projects.fifo(2);

    @TempDir
    private Path folder;

    private final VirtualTime time = new VirtualTime();
    private final Map<Topic, TopicJournal> journals = new HashMap<>();
    private DataFolder data;
    private DeduplicationWindows windows;

    @BeforeEach
    void open() throws IOException {
        data = DataFolders.open(folder, CONFIG);
        windows = new DeduplicationWindows(data.journals(), time, MOST);
        for (Topic topic : List.of(ONE, OTHER)) {
            journals.put(topic, data.journals().open(topic.topicNo(), new NoCommits()));
        }
    }

    @AfterEach
    void close() throws IOException {
        windows.forget(ONE.topicNo());
        windows.forget(OTHER.topicNo());
        journals.values().forEach(TopicJournal::close);
        data.close();
    }

    @Test
    void takeSoManyTogetherUntilSomeAreTooOldOrTheirTopicIsGone() {
        publish(ONE, "a");
        publish(OTHER, "b");
        assertThat(windows.isFull()).isFalse();
        publish(OTHER, "c");
        assertThat(windows.isFull()).isTrue();

        windows.forget(ONE.topicNo());
        assertThat(windows.isFull()).isFalse();
        publish(OTHER, "d");
        assertThat(windows.isFull()).isTrue();
        time.advance(DeduplicationWindow.LENGTH);
        assertThat(windows.expire()).containsExactly(OTHER.topicNo());
        assertThat(windows.isFull()).isFalse();
    }

    @Test
    void oneThatWasForgottenIsFilledFromTheJournal() {
        publish(ONE, "a");

        windows.forget(ONE.topicNo());

        assertThat(windows.first(ONE, message("a")).map(JournalRecord::sequence))
                .contains(0L);
        assertThat(windows.keptFrom(ONE)).isZero();
        assertThat(windows.keptFrom(Projects.heard(3))).isEqualTo(DeduplicationWindow.NOTHING);
    }

    @Test
    void oneWhoseJournalFailedKnowsNoMoreThanItDid() {
        publish(ONE, "a");
        publish(ONE, "refused");
        windows.forget(ONE.topicNo(), 1);

        windows.readAnew(ONE.topicNo());

        assertThat(windows.first(ONE, message("a")).map(JournalRecord::sequence))
                .contains(0L);
        assertThat(windows.first(ONE, message("refused"))).isEmpty();
    }

    @Test
    void countsWhatOneKnowsByAnotherKey() {
        publish(ONE, "a");
        publish(ONE, "refused");
        publish(OTHER, "b");
        windows.forget(ONE.topicNo(), 1);
        assertThat(windows.isFull()).isTrue();

        assertThat(windows.keptFrom(ONE.withAttributes(Map.of("FifoThroughputScope", "MessageGroup"))))
                .isZero();

        assertThat(windows.isFull()).isFalse();
        publish(OTHER, "c");
        assertThat(windows.isFull()).isTrue();
    }

    @Test
    @Keeps("fifo.five-minutes")
    void measureFiveMinutesByTheClockThatNobodySets() {
        publish(ONE, "before");
        time.setAhead(Duration.ofMinutes(10));
        assertThat(windows.expire()).isEmpty();
        time.advance(Duration.ofMinutes(1));
        publish(ONE, "ahead");
        time.setBack(Duration.ofMinutes(10));
        time.advance(Duration.ofMinutes(4).minusMillis(1));

        assertThat(windows.expire()).isEmpty();
        assertThat(sequence(ONE, "before")).contains(0L);
        assertThat(sequence(ONE, "ahead")).contains(1L);

        time.advance(Duration.ofMillis(1));
        assertThat(sequence(ONE, "before")).isEmpty();
        assertThat(sequence(ONE, "ahead")).contains(1L);
        time.advance(Duration.ofMinutes(1));
        assertThat(sequence(ONE, "ahead")).isEmpty();
    }

    @Test
    @Keeps("fifo.five-minutes")
    void doSoByAnotherKeyToo() {
        publish(ONE, "a");
        time.setAhead(Duration.ofMinutes(10));
        publish(ONE, "b");

        Topic byGroup = ONE.withAttributes(Map.of("FifoThroughputScope", "MessageGroup"));

        assertThat(sequence(byGroup, "a")).contains(0L);
        assertThat(sequence(byGroup, "b")).contains(1L);
    }

    @Test
    @Keeps("fifo.five-minutes")
    void ofWhatAnEarlierProcessWroteTheyKnowTheAgeByTheClockOfTheStart() {
        publish(ONE, "a");
        windows.forget(ONE.topicNo());
        windows = new DeduplicationWindows(data.journals(), time, MOST);
        time.setAhead(Duration.ofMinutes(10));
        time.advance(Duration.ofMinutes(5).minusMillis(1));

        assertThat(sequence(ONE, "a")).contains(0L);

        time.advance(Duration.ofMillis(1));
        assertThat(sequence(ONE, "a")).isEmpty();
    }

    private Optional<Long> sequence(Topic topic, String id) {
        return windows.first(topic, message(id)).map(JournalRecord::sequence);
    }

    private void publish(Topic topic, String id) {
        Publication publication = message(id);
        assertThat(windows.first(topic, publication)).isEmpty();
        windows.add(topic, publication, journals.get(topic).append(publication, time.now()));
    }

    private static Publication message(String id) {
        return new Publication(UUID.randomUUID(), "", MessageText.of("m"), false, List.of(), "g", id, "");
    }
}
