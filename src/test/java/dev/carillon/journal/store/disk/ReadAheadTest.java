package dev.carillon.journal.store.disk;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** With links and files like the kernel's, for the device that this test's folder is on. */
@EnabledOnOs(OS.LINUX)
class ReadAheadTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(ReadAhead.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @TempDir
    private Path folder;

    private Path disk;
    private Path partition;
    private Path link;

    @BeforeEach
    void makeSystem() throws IOException {
        // Where the temporary folder is reached by a link, the file is shown by its real name.
        Path system = folder.toRealPath();
        disk = Files.createDirectories(system.resolve("devices/pci0000:00/virtio1/block/vda"));
        partition = Files.createDirectory(disk.resolve("vda1"));
        Files.createDirectory(disk.resolve("queue"));
        link = Files.createDirectories(system.resolve("dev/block"))
                .resolve(ReadAhead.name((Long) Files.getAttribute(folder, "unix:dev")));
        lines.start();
        logger.addAppender(lines);
        logger.setAdditive(false);
    }

    @AfterEach
    void leaveTheLog() {
        logger.setAdditive(true);
        logger.detachAppender(lines);
    }

    @Test
    void warnsOfADiskThatReadsFarAhead() throws IOException {
        Files.createSymbolicLink(link, link.getParent().relativize(disk));
        set("4096\n");

        ReadAhead.warnOf(folder, folder);

        assertThat(lines.list).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.WARN);
            assertThat(line.getKeyValuePairs())
                    .extracting(pair -> pair.key + "=" + pair.value)
                    .containsExactly("file=" + setting(), "kibibytes=4096");
        });
    }

    @Test
    void warnsOfAPartitionWhoseDiskReadsFarAhead() throws IOException {
        Files.createSymbolicLink(link, link.getParent().relativize(partition));
        set("8192\n");

        ReadAhead.warnOf(folder, folder);

        assertThat(lines.list)
                .singleElement()
                .satisfies(line -> assertThat(line.getKeyValuePairs())
                        .extracting(pair -> pair.key + "=" + pair.value)
                        .containsExactly("file=" + setting(), "kibibytes=8192"));
    }

    @ParameterizedTest
    @CsvSource({"128", "1024", "what is this?"})
    void saysNothingOfOtherDisks(String value) throws IOException {
        Files.createSymbolicLink(link, disk);
        set(value);

        ReadAhead.warnOf(folder, folder);

        assertThat(lines.list).isEmpty();
    }

    @Test
    void saysNothingWhereItCannotBeTold() throws IOException {
        ReadAhead.warnOf(folder, folder);
        Files.createSymbolicLink(link, partition);
        ReadAhead.warnOf(folder, folder);
        ReadAhead.warnOf(folder.resolve("nowhere"), folder);

        assertThat(lines.list).isEmpty();
    }

    /** As {@code makedev} of the C library puts them together. */
    @ParameterizedTest
    @CsvSource({"65024, 254:0", "66306, 259:2", "1048831, 0:511", "17592186044426, 4096:10"})
    void knowsADeviceByItsName(long number, String name) {
        assertThat(ReadAhead.name(number)).isEqualTo(name);
    }

    private void set(String value) throws IOException {
        Files.writeString(setting(), value);
    }

    private Path setting() {
        return disk.resolve("queue/read_ahead_kb");
    }
}
