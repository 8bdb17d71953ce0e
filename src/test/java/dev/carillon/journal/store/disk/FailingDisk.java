package dev.carillon.journal.store.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * The machine's disk, whose changes are counted, and of which one may fail: alone, or as the last thing that the process
 * does. Reading is neither counted nor fails, but for after a crash.
 */
public final class FailingDisk extends PassingDisk {
    private int changes;
    private int failing;
    private boolean isCrash;
    private boolean hasCrashed;
    private boolean isForced = true;
    private int fullAtWrite;
    private boolean hasNoSpace;
    private int withoutDescriptor;
    private String failingChange = "";
    private volatile String blocked = "";
    private volatile CountDownLatch forces = new CountDownLatch(0);
    private volatile Optional<Gate> writes = Optional.empty();

    public FailingDisk() {
        this(new SystemDisk());
    }

    public FailingDisk(Disk real) {
        super(real);
    }

    /** The change with this number, the next one being 1, fails, once, and has no effect. */
    public synchronized FailingDisk failAt(int change) {
        failing = changes + change;
        isCrash = false;
        return this;
    }

    /** Before the change with this number the process ends: nothing works from then on. */
    public synchronized FailingDisk crashAt(int change) {
        failAt(change);
        isCrash = true;
        return this;
    }

    /** Forces are counted, and cost nothing: for tests in which the machine goes on. */
    public synchronized FailingDisk unforced() {
        isForced = false;
        return this;
    }

    /** The next change of this description fails. */
    public synchronized void failOn(String change) {
        failingChange = change;
    }

    /** As many times as this no descriptor is left to read a file with. */
    public synchronized void leaveNoDescriptor(int times) {
        withoutDescriptor = times;
    }

    /** How many times are left. */
    public synchronized int withoutDescriptor() {
        return withoutDescriptor;
    }

    /** The next write finds no space. */
    public synchronized void failFull() {
        failFullAt(1);
    }

    /** The write with this number, the next one being 1, finds no space. */
    public synchronized void failFullAt(int write) {
        fullAtWrite = write;
    }

    /** Whether no more space can be taken ahead. */
    public synchronized void setNoSpace(boolean hasNoSpace) {
        this.hasNoSpace = hasNoSpace;
    }

    /** From now on a force of a file waits until the latch that is given is opened. */
    public CountDownLatch blockForces() {
        return blockForces("");
    }

    /** The same for the thread of this name only. */
    public CountDownLatch blockForces(String thread) {
        blocked = thread;
        forces = new CountDownLatch(1);
        return forces;
    }

    /** The next writes of files wait at the gate that is given. */
    public Gate blockWrites() {
        Gate gate = new Gate();
        writes = Optional.of(gate);
        return gate;
    }

    public synchronized boolean hasCrashed() {
        return hasCrashed;
    }

    /** How many changes were asked for, whether or not they failed. */
    public synchronized int changes() {
        return changes;
    }

    @Override
    public DiskFile openToWrite(Path file) throws IOException {
        count("open " + file);
        return new FailingFile(file, super.openToWrite(file));
    }

    @Override
    public DiskFile openToRead(Path file) throws IOException {
        alive();
        takeDescriptor(file);
        return new FailingFile(file, super.openToRead(file));
    }

    private synchronized void takeDescriptor(Path file) throws IOException {
        if (withoutDescriptor > 0) {
            withoutDescriptor--;
            throw new FileSystemException(file.toString(), null, "Too many open files");
        }
    }

    @Override
    public List<Path> list(Path folder) throws IOException {
        alive();
        return super.list(folder);
    }

    @Override
    public void createFolders(Path folder) throws IOException {
        count("create " + folder);
        super.createFolders(folder);
    }

    @Override
    public void takeSpace(Path file, long from, long to) throws IOException {
        count("take " + file);
        boolean isEmpty = isWithoutSpace();
        super.takeSpace(file, from, isEmpty ? from + 1 : to);
        if (isEmpty) {
            throw new DiskFullException(file + ": No space left on device");
        }
    }

    private synchronized boolean isWithoutSpace() {
        return hasNoSpace;
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        count("rename " + from);
        super.rename(from, to);
    }

    @Override
    public void delete(Path path) throws IOException {
        count("delete " + path);
        super.delete(path);
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        count("force " + folder);
        if (isForced) {
            super.forceFolder(folder);
        }
    }

    private synchronized void count(String change) throws IOException {
        alive();
        changes++;
        if (fullAtWrite > 0 && change.startsWith("write")) {
            fullAtWrite--;
            if (fullAtWrite == 0) {
                throw new IOException("No space left on device");
            }
        }
        if (change.equals(failingChange)) {
            failingChange = "";
            throw new IOException("an input/output error: " + change);
        }
        if (changes == failing) {
            hasCrashed = isCrash;
            throw new IOException((isCrash ? "the process ended: " : "an input/output error: ") + change);
        }
    }

    private synchronized void alive() throws IOException {
        if (hasCrashed) {
            throw new IOException("the process has ended");
        }
    }

    private final class FailingFile extends PassingFile {
        private final Path path;

        private FailingFile(Path path, DiskFile file) {
            super(file);
            this.path = path;
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            alive();
            return super.read(into, position);
        }

        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            writes.ifPresent(Gate::pass);
            count("write " + path);
            super.write(bytes, position);
        }

        @Override
        public void force() throws IOException {
            count("force " + path);
            try {
                if (blocked.isEmpty() || blocked.equals(Thread.currentThread().getName())) {
                    forces.await();
                }
            } catch (InterruptedException nobodyDoes) {
                Thread.currentThread().interrupt();
            }
            if (isForced) {
                super.force();
            }
        }

        @Override
        public void truncate(long sizeBytes) throws IOException {
            count("truncate " + path);
            super.truncate(sizeBytes);
        }

        @Override
        public long sizeBytes() throws IOException {
            alive();
            return super.sizeBytes();
        }
    }
}
