package dev.carillon.catalog;

import dev.carillon.catalog.key.EncryptionKey;
import dev.carillon.config.DatabaseConfig;
import dev.carillon.model.ProjectId;
import dev.carillon.model.ProjectScope;
import dev.carillon.model.Region;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A catalogue on the embedded database in a process of its own, that can be killed, or be another user's. It activates a
 * project, says so, and waits for the end of its input to close.
 */
final class ChildCatalog implements AutoCloseable {
    /** Of systemd's groups {@code @privileged} and {@code @resources}, what a program may well do: it is killed for it. */
    private static final String FORBIDDEN =
            "chown,lchown,fchown,fchownat,setuid,setgid,setreuid,setregid,setresuid,setresgid,setgroups,chroot,capset,"
                    + "setrlimit,setpriority,ioprio_set,sched_setaffinity,sched_setscheduler,mbind,set_mempolicy";

    private final Process process;
    private final BufferedReader answers;

    private ChildCatalog(Process process) {
        this.process = process;
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Runs in the child: data folder, key, project. What goes wrong ends it, whatever threads Vert.x has. */
    public static void main(String[] arguments) throws Exception {
        Thread.currentThread().setUncaughtExceptionHandler((main, failure) -> {
            failure.printStackTrace();
            Runtime.getRuntime().halt(1);
        });
        EncryptionKey key = EncryptionKey.fromBase64(arguments[1]).orElseThrow();
        ProjectId project = ProjectId.parse(arguments[2]).orElseThrow();
        try (OpenCatalog catalog =
                OpenCatalog.with(OpenCatalog.options(new DatabaseConfig("", 2, ""), Path.of(arguments[0]), key))) {
            var unused = OpenCatalog.within(catalog.writer().activate(new ProjectScope(project, new Region("fr-par"))));
            System.out.println("active");
            int ended = System.in.read();
            System.out.println("closing " + ended);
        }
        System.out.println("closed");
    }

    /** Runs as the user of the test. */
    static ChildCatalog start(Path dataFolder, UUID project) throws IOException {
        return start(List.of(), System.getProperty("java.class.path"), dataFolder, project);
    }

    /**
     * Runs as a user without rights, who can come neither to root's home nor to the project. What the systemd unit forbids
     * is noted.
     *
     * @param shared a folder where both users may write
     */
    static ChildCatalog startAsNobody(Path shared, Path dataFolder, UUID project) throws IOException {
        List<String> nobody = new ArrayList<>();
        nobody.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"));
        nobody.addAll(List.of("strace", "-f", "-qq", "-e", "signal=none", "-e", "trace=" + FORBIDDEN, "-o"));
        nobody.add(forbidden(shared).toString());
        return start(nobody, copyOfClassPath(shared), dataFolder, project);
    }

    /** Holds a line for each forbidden call that was made. */
    static Path forbidden(Path shared) {
        return shared.resolve("forbidden");
    }

    private static ChildCatalog start(List<String> prefix, String classPath, Path dataFolder, UUID project)
            throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                ChildCatalog.class.getName(),
                dataFolder.toString(),
                OpenCatalog.KEY.toBase64(),
                project.toString()));
        return new ChildCatalog(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    private static String copyOfClassPath(Path folder) throws IOException {
        List<String> copies = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path from = Path.of(entry);
            if (Files.exists(from)) {
                Path to = folder.resolve(copies.size() + "-" + from.getFileName());
                copyTree(from, to);
                copies.add(to.toString());
            }
        }
        return String.join(File.pathSeparator, copies);
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    /** Waits for a line; what the log has to say goes by. */
    void awaitLine(String expected) throws IOException {
        String line = answers.readLine();
        while (line != null && !line.equals(expected)) {
            line = answers.readLine();
        }
        if (line == null) {
            throw new AssertionError("the child ended without saying: " + expected);
        }
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Closes in order. */
    void end() throws Exception {
        process.getOutputStream().close();
        awaitLine("closed");
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("the child does not end");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
