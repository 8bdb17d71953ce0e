package dev.carillon.journal.store.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The machine's disk, which remembers what was forced to it: of files the content, of folders the names. From that and
 * what is there now it makes folders as a power cut could leave them: each page of 4 KiB that changed since its file was
 * forced is old or new, each name that came or went is there or not. A rename is done or not done.
 */
public final class PowerLossDisk extends PassingDisk {
    private static final int PAGE = 4_096;

    /** By the key of the file, which it keeps through a rename. */
    private final Map<Object, byte[]> forcedBytes = new HashMap<>();

    private final Map<Path, Map<String, Object>> forcedNames = new HashMap<>();

    public PowerLossDisk() {
        this(new SystemDisk());
    }

    public PowerLossDisk(Disk real) {
        super(real);
    }

    /** Whatever is in a folder now is on the disk. */
    public synchronized PowerLossDisk withForced(Path folder) throws IOException {
        forcedNames.put(folder, names(folder));
        for (Path path : list(folder)) {
            if (isFolder(path)) {
                PowerLossDisk unused = withForced(path);
            } else {
                forcedBytes.put(key(path), Files.readAllBytes(path));
            }
        }
        return this;
    }

    /** Makes a folder as a power cut at this moment could leave it. */
    public synchronized void image(Path from, Path to, long seed) {
        try {
            copyFolder(from, to, new SplittableRandom(seed));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void copyFolder(Path from, Path to, SplittableRandom random) throws IOException {
        Files.createDirectories(to);
        Map<String, Object> now = names(from);
        Map<String, Object> forced = forcedNames.getOrDefault(from, Map.of());
        Set<String> taken = new HashSet<>();
        for (Map.Entry<String, Object> entry : now.entrySet()) {
            Optional<String> name = nameAfter(entry.getKey(), entry.getValue(), forced, now, random);
            if (name.isPresent() && !name.get().startsWith(".") && taken.add(name.get())) {
                copy(from.resolve(entry.getKey()), to.resolve(name.get()), random);
            }
        }
        for (Map.Entry<String, Object> entry : forced.entrySet()) {
            boolean isGone = !now.containsValue(entry.getValue());
            byte[] bytes = forcedBytes.get(entry.getValue());
            if (isGone
                    && bytes != null
                    && (now.containsKey(entry.getKey()) || random.nextBoolean())
                    && taken.add(entry.getKey())) {
                Files.write(to.resolve(entry.getKey()), bytes);
            }
        }
    }

    /** The name under which a file is found; empty when it is not. */
    private static Optional<String> nameAfter(
            String name, Object key, Map<String, Object> forced, Map<String, Object> now, SplittableRandom random) {
        if (key.equals(forced.get(name))) {
            return Optional.of(name);
        }
        if (random.nextBoolean()) {
            return Optional.of(name);
        }
        return forced.entrySet().stream()
                .filter(entry -> entry.getValue().equals(key) && !now.containsKey(entry.getKey()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private void copy(Path from, Path to, SplittableRandom random) throws IOException {
        if (Files.isDirectory(from)) {
            copyFolder(from, to, random);
            return;
        }
        byte[] now = Files.readAllBytes(from);
        byte[] forced = forcedBytes.getOrDefault(key(from), new byte[0]);
        byte[] mixed = now.clone();
        for (int page = 0; page < mixed.length; page += PAGE) {
            int end = Math.min(mixed.length, page + PAGE);
            byte[] old = Arrays.copyOfRange(forced, Math.min(page, forced.length), Math.min(end, forced.length));
            byte[] oldPage = Arrays.copyOf(old, end - page);
            if (!Arrays.equals(oldPage, 0, end - page, now, page, end) && random.nextBoolean()) {
                System.arraycopy(oldPage, 0, mixed, page, end - page);
            }
        }
        writeSparse(to, mixed, random.nextBoolean() ? now.length : Math.min(now.length, forced.length));
    }

    private static void writeSparse(Path to, byte[] bytes, int length) throws IOException {
        try (DiskFile file = new SystemDisk().openToWrite(to)) {
            byte[] zeros = new byte[PAGE];
            for (int page = 0; page < length; page += PAGE) {
                int end = Math.min(length, page + PAGE);
                if (end == length || !Arrays.equals(bytes, page, end, zeros, 0, end - page)) {
                    file.write(ByteBuffer.wrap(bytes, page, end - page), page);
                }
            }
        }
    }

    private static Map<String, Object> names(Path folder) throws IOException {
        Map<String, Object> names = new HashMap<>();
        for (Path path : new SystemDisk().list(folder)) {
            names.put(path.getFileName().toString(), key(path));
        }
        return names;
    }

    private static Object key(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    @Override
    public synchronized DiskFile openToWrite(Path file) throws IOException {
        return new RememberedFile(file, super.openToWrite(file));
    }

    @Override
    public synchronized DiskFile openToRead(Path file) throws IOException {
        return new RememberedFile(file, super.openToRead(file));
    }

    @Override
    public synchronized void createFolders(Path folder) throws IOException {
        super.createFolders(folder);
    }

    @Override
    public synchronized void rename(Path from, Path to) throws IOException {
        if (exists(to)) {
            forgetKey(to);
        }
        super.rename(from, to);
    }

    @Override
    public synchronized void delete(Path path) throws IOException {
        if (exists(path)) {
            forgetKey(path);
        }
        super.delete(path);
    }

    /** The system gives the key to the next new file; what was known by it is known by another one from now on. */
    private void forgetKey(Path path) throws IOException {
        Object key = key(path);
        Object instead = new Object();
        byte[] bytes = forcedBytes.remove(key);
        if (bytes != null) {
            forcedBytes.put(instead, bytes);
        }
        forcedNames.values().forEach(names -> names.replaceAll((name, is) -> is.equals(key) ? instead : is));
    }

    @Override
    public synchronized void forceFolder(Path folder) throws IOException {
        super.forceFolder(folder);
        forcedNames.put(folder, names(folder));
    }

    private final class RememberedFile extends PassingFile {
        private final Path path;
        private final Object key;

        private RememberedFile(Path path, DiskFile file) throws IOException {
            super(file);
            this.path = path;
            this.key = key(path);
        }

        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            synchronized (PowerLossDisk.this) {
                super.write(bytes, position);
            }
        }

        @Override
        public void force() throws IOException {
            synchronized (PowerLossDisk.this) {
                ByteBuffer bytes = ByteBuffer.allocate((int) sizeBytes());
                int length = read(bytes, 0);
                forcedBytes.put(key, Arrays.copyOf(bytes.array(), length));
            }
        }

        @Override
        public void truncate(long sizeBytes) throws IOException {
            synchronized (PowerLossDisk.this) {
                super.truncate(sizeBytes);
            }
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }
}
