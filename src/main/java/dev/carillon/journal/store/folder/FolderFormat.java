package dev.carillon.journal.store.folder;

import dev.carillon.config.JournalConfig;
import dev.carillon.journal.store.disk.Disk;
import dev.carillon.journal.store.disk.Folders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file {@code FORMAT}: what a data folder was made for. It is written once, before anything else.
 *
 * @param version of everything in the folder
 * @param shards the topics are divided among so many; the state of each is in a folder of its own
 */
record FolderFormat(int version, int shards) {
    static final int VERSION = 2;

    /** The same but for the write-ahead log, which it did not have; such a folder is marked with this one's number. */
    private static final int WITHOUT_LOG = 1;

    private static final Pattern FORM = Pattern.compile("carillon data folder, format (\\d{1,9}), shards (\\d{1,9})\n");

    /** Refuses a folder that was made for something else; marks one that is new. */
    static void check(Disk disk, Path folder, int shards) throws IOException {
        Path file = folder.resolve("FORMAT");
        int seen = seen(disk, folder);
        if (!disk.exists(file)) {
            String line = new FolderFormat(VERSION, Math.max(seen, 1)).text().strip();
            MissingFile.requireNoTopics(
                    disk,
                    folder,
                    file,
                    "it holds the line \"" + line + "\", if the folder was made with so many shards");
            Folders.write(disk, folder, "FORMAT", new FolderFormat(VERSION, shards).text());
            return;
        }
        FolderFormat found = parse(Folders.read(disk, file))
                .orElseThrow(
                        () -> new DataFolderRefused(file + " is damaged: it does not say what the folder's format is"));
        found.requireFit(file, shards, seen);
        if (found.version() == WITHOUT_LOG) {
            Folders.write(disk, folder, "FORMAT", new FolderFormat(VERSION, shards).text());
        }
    }

    /** Refuses what this broker cannot use, or does not believe. */
    private void requireFit(Path file, int wanted, int seen) throws DataFolderRefused {
        if (version != VERSION && version != WITHOUT_LOG) {
            throw new DataFolderRefused(file + " says format " + version + ", and this broker knows only " + WITHOUT_LOG
                    + " and " + VERSION);
        }
        if (shards != wanted) {
            throw new DataFolderRefused(file + " says that the folder was made with journal.shards = " + shards
                    + ", not " + wanted + "; the number is fixed for the life of a data folder");
        }
        if (shards < seen) {
            throw new DataFolderRefused(
                    file + " is damaged: it says " + shards + " shards, and there is the state of " + seen);
        }
    }

    /** That of a folder; empty where there is none, or none that can be read. */
    static Optional<FolderFormat> of(Disk disk, Path folder) throws IOException {
        Path file = folder.resolve("FORMAT");
        return disk.exists(file) ? parse(Folders.read(disk, file)) : Optional.empty();
    }

    private static Optional<FolderFormat> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new FolderFormat(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                        .filter(format -> format.shards >= 1 && format.shards <= JournalConfig.MOST_SHARDS)
                : Optional.empty();
    }

    /** How many shards left their state in the folder, as far as can be seen: each has a folder of its number. */
    private static int seen(Disk disk, Path folder) throws IOException {
        return disk.list(folder.resolve("state")).stream()
                        .map(state -> state.getFileName().toString())
                        .filter(name -> name.matches("[0-9]{1,2}"))
                        .mapToInt(Integer::parseInt)
                        .max()
                        .orElse(-1)
                + 1;
    }

    private String text() {
        return "carillon data folder, format " + version + ", shards " + shards + "\n";
    }
}
