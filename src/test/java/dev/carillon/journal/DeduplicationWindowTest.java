package dev.carillon.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.config.JournalConfig;
import dev.carillon.journal.store.JournalReader;
import dev.carillon.journal.store.JournalRecord;
import dev.carillon.journal.store.NoCommits;
import dev.carillon.journal.store.TopicJournal;
import dev.carillon.journal.store.folder.DataFolder;
import dev.carillon.journal.store.folder.DataFolders;
import dev.carillon.model.ByteSize;
import dev.carillon.model.MessageText;
import dev.carillon.model.Publication;
import dev.carillon.testing.Keeps;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Windows over a real journal. */
class DeduplicationWindowTest {
    private static final JournalConfig CONFIG = new JournalConfig(
            1,
            ByteSize.parse("2MiB"),
            1_000,
            ByteSize.parse("1MB"),
            JournalConfig.Durability.CRASH,
            Duration.ZERO,
            ByteSize.parse("1MiB"));
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    @TempDir
    private Path folder;

    private DataFolder data;
    private TopicJournal journal;
    private JournalReader reader;
    private DeduplicationWindow window = empty(false);
    private long now = Instant.parse("2026-01-15T10:30:00Z").toEpochMilli();

    @BeforeEach
    void open() throws IOException {
        data = DataFolders.open(folder, CONFIG);
        journal = data.journals().open(1, new NoCommits());
        reader = data.journals().read(1);
    }

    @AfterEach
    void close() throws IOException {
        reader.close();
        journal.close();
        data.close();
    }

    @Test
    @Keeps("fifo.five-minutes")
    void knowsAMessageForFiveMinutesToTheMillisecond() {
        publish("g", "id");

        now += 5 * MINUTE - 1;
        assertThat(first("other", "id")).contains(0L);
        assertThat(first("g", "another")).isEmpty();
        now += 1;
        assertThat(first("g", "id")).isEmpty();
    }

    @Test
    void knowsThemWithinTheirGroupWhereThatIsItsScope() {
        window = empty(true);
        publish("g", "id");

        assertThat(first("g", "id")).contains(0L);
        assertThat(first("other", "id")).isEmpty();
    }

    @Test
    void forgetsWhatNobodyWasToldOf() {
        publish("g", "id");

        window.forget(0);

        assertThat(first("g", "id")).isEmpty();
    }

    @Test
    void byAnotherKeyItKnowsTheSameMessagesAndNoOthersOfTheJournal() {
        publish("g", "old");
        now += 4 * MINUTE;
        publish("g", "id");
        publish("g", "refused");
        window.forget(2);
        now += MINUTE;

        window = window.by(key(true), reader, moment());

        assertThat(first("g", "id")).contains(1L);
        assertThat(first("other", "id")).isEmpty();
        assertThat(first("g", "refused")).isEmpty();
        assertThat(first("g", "old")).isEmpty();
        assertThat(window.keptFrom()).isEqualTo(1);
        assertThat(window.size()).isEqualTo(1);
    }

    @Test
    void keepsRecordsUntilTheirMinuteIsFiveMinutesOld() {
        for (int i = 0; i < 6; i++) {
            publish("g", "id" + i);
            now += MINUTE;
        }
        assertThat(window.keptFrom()).isZero();

        assertThat(window.expire(moment())).isTrue();
        assertThat(window.keptFrom()).isEqualTo(2);
        assertThat(window.size()).isEqualTo(4);
        assertThat(window.expire(moment())).isFalse();
        now += 5 * MINUTE;
        assertThat(window.expire(moment())).isTrue();
        assertThat(window.keptFrom()).isEqualTo(DeduplicationWindow.NOTHING);
    }

    @Test
    void isFilledPastBlocksOfYoungMessagesAndNoFurther() {
        for (int i = 0; i < 5_000; i++) {
            publish("g", "old" + i);
        }
        now += 6 * MINUTE;
        for (int i = 0; i < 9_000; i++) {
            publish("g", "young" + i);
        }

        window = filled(false);

        assertThat(window.size()).isEqualTo(9_000);
        assertThat(window.keptFrom()).isEqualTo(5_000);
        assertThat(first("g", "young0")).contains(5_000L);
        assertThat(first("g", "old4999")).isEmpty();
    }

    /** Against a list of all that was published, with new windows of the journal, or of the one before, at any moment. */
    @Test
    void saysTheSameAsAListOfAllThatWasPublished() {
        SplittableRandom random = new SplittableRandom(7);
        List<Published> all = new ArrayList<>();
        for (int step = 0; step < 4_000; step++) {
            now += random.nextInt(3_000);
            String id = "id" + random.nextInt(200);
            Optional<Long> expected = all.stream()
                    .filter(each -> each.id.equals(id) && now - each.millis < DeduplicationWindow.LENGTH.toMillis())
                    .map(Published::sequence)
                    .findFirst();

            assertThat(first("g", id)).isEqualTo(expected);

            if (expected.isEmpty()) {
                all.add(new Published(id, publish("g", id), now));
            }
            var unused = window.expire(moment());
            if (random.nextInt(100) == 0) {
                boolean isWithinGroup = random.nextBoolean();
                window = random.nextBoolean() ? filled(isWithinGroup) : window.by(key(isWithinGroup), reader, moment());
            }
        }
    }

    private record Published(String id, long sequence, long millis) {}

    private long publish(String group, String id) {
        Publication publication = publication(group, id);
        long sequence = journal.append(publication, Instant.ofEpochMilli(now));
        window.add(publication, sequence, moment());
        return sequence;
    }

    private Optional<Long> first(String group, String id) {
        return window.first(publication(group, id), reader, moment()).map(JournalRecord::sequence);
    }

    private DeduplicationWindow filled(boolean isWithinGroup) {
        DeduplicationWindow made = empty(isWithinGroup);
        made.fill(reader, moment());
        return made;
    }

    /** By a wall clock that nobody sets. */
    private Moment moment() {
        return new Moment(now, 0);
    }

    private static DeduplicationWindow empty(boolean isWithinGroup) {
        return new DeduplicationWindow(key(isWithinGroup));
    }

    private static DeduplicationKey key(boolean isWithinGroup) {
        return new DeduplicationKey(isWithinGroup, 42);
    }

    private static Publication publication(String group, String id) {
        return new Publication(UUID.randomUUID(), "", MessageText.of("m"), false, List.of(), group, id, "");
    }
}
