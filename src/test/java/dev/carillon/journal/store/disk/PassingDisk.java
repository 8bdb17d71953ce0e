package dev.carillon.journal.store.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** Passes everything on to the machine's disk, for tests whose disk does so but for a few things. */
class PassingDisk implements Disk {
    private final Disk real;

    PassingDisk(Disk real) {
        this.real = real;
    }

    @Override
    public DiskFile openToWrite(Path file) throws IOException {
        return real.openToWrite(file);
    }

    @Override
    public DiskFile openToRead(Path file) throws IOException {
        return real.openToRead(file);
    }

    @Override
    public boolean exists(Path path) {
        return real.exists(path);
    }

    @Override
    public long writtenMillis(Path file) throws IOException {
        return real.writtenMillis(file);
    }

    @Override
    public boolean isFolder(Path path) {
        return real.isFolder(path);
    }

    @Override
    public List<Path> list(Path folder) throws IOException {
        return real.list(folder);
    }

    @Override
    public void createFolders(Path folder) throws IOException {
        real.createFolders(folder);
    }

    @Override
    public void takeSpace(Path file, long from, long to) throws IOException {
        real.takeSpace(file, from, to);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        real.rename(from, to);
    }

    @Override
    public void delete(Path path) throws IOException {
        real.delete(path);
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        real.forceFolder(folder);
    }

    /** The same of one of its files. */
    static class PassingFile implements DiskFile {
        private final DiskFile real;

        PassingFile(DiskFile real) {
            this.real = real;
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            return real.read(into, position);
        }

        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            real.write(bytes, position);
        }

        @Override
        public void force() throws IOException {
            real.force();
        }

        @Override
        public void truncate(long sizeBytes) throws IOException {
            real.truncate(sizeBytes);
        }

        @Override
        public long sizeBytes() throws IOException {
            return real.sizeBytes();
        }

        @Override
        public void close() throws IOException {
            real.close();
        }
    }
}
