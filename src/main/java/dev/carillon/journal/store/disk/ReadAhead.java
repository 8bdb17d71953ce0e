package dev.carillon.journal.store.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much more of a file Linux reads than it was asked for. Where somebody first touches a page of a mapping, the pages
 * around it are filled, too, as far as this setting of the disk goes: with a large one the first message to a topic takes
 * milliseconds, and the memory of a whole file of zeros.
 *
 * @param setting the file in which the system shows it, and has it changed
 */
public record ReadAhead(Path setting, long kibibytes) {
    private static final Logger LOG = LoggerFactory.getLogger(ReadAhead.class);
    private static final Path SYSTEM = Path.of("/sys");
    private static final long MOST_KIBIBYTES = 1_024;

    /** A partition has none of its own, but lies in the folder of its disk. */
    private static final List<String> PLACES = List.of("queue/read_ahead_kb", "../queue/read_ahead_kb");

    /** Warns where the disk that a folder is on reads ahead too much; says nothing where that cannot be told. */
    public static void warnOf(Path folder) {
        warnOf(folder, SYSTEM);
    }

    static void warnOf(Path folder, Path system) {
        of(folder, system)
                .filter(found -> found.kibibytes > MOST_KIBIBYTES)
                .ifPresent(found -> LOG.atWarn()
                        .addKeyValue("file", found.setting)
                        .addKeyValue("kibibytes", found.kibibytes)
                        .log("the data folder's disk reads far ahead, which makes the first message to a topic dear: "
                                + "write 128 to this file, or have 'blockdev --setra 256' do so"));
    }

    /**
     * Of the disk that a folder is on; empty where it cannot be told, as on a file system without a disk of its own.
     *
     * @param system where the kernel shows its devices, sysfs(5)
     */
    static Optional<ReadAhead> of(Path folder, Path system) {
        try {
            long number = (Long) Files.getAttribute(folder, "unix:dev");
            Path device = system.resolve("dev/block").resolve(name(number)).toRealPath();
            for (String place : PLACES) {
                Path setting = device.resolve(place).normalize();
                if (Files.exists(setting)) {
                    String text = Files.readString(setting).strip();
                    return Optional.of(new ReadAhead(setting, Long.parseLong(text)));
                }
            }
        } catch (IOException | RuntimeException untold) {
            // A system other than Linux has no such attribute, and no such files.
        }
        return Optional.empty();
    }

    /** What Linux calls a device, {@code major:minor}; {@code gnu_dev_major} and {@code gnu_dev_minor} of the C library. */
    static String name(long device) {
        long major = (device >>> 8 & 0xfffL) | (device >>> 32 & 0xffff_f000L);
        long minor = (device & 0xffL) | (device >>> 12 & 0xffff_ff00L);
        return major + ":" + minor;
    }
}
