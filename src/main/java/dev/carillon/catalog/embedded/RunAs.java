package dev.carillon.catalog.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The user who runs the server's programs. PostgreSQL refuses to run as root, so root runs them
 *
 * <ul>
 *   <li>as the owner of the database's files, when that is another;
 *   <li>in a user namespace of their own, where they see themselves as nobody but the files stay root's, so that the
 *       data folder may lie in a place that is closed to others, such as {@code /root};
 *   <li>where the system forbids such namespaces, as some containers do, as {@code nobody}, who then owns the folder.
 * </ul>
 *
 * @param prefix goes before every command
 * @param ownerId whom new files must belong to
 */
record RunAs(List<String> prefix, int ownerId) {
    private static final int ROOT = 0;
    private static final int NOBODY = 65_534;
    private static final List<String> NAMESPACE = List.of("unshare", "--user", "--");

    static RunAs choose(ServerFolder folder) throws IOException, InterruptedException {
        int self = ownUserId(folder);
        if (self != ROOT) {
            return new RunAs(List.of(), self);
        }
        if (Files.exists(folder.cluster()) && ownerOf(folder.cluster()) != ROOT) {
            return as(ownerOf(folder.cluster()));
        }
        return canHaveNamespace() ? new RunAs(NAMESPACE, ROOT) : as(NOBODY);
    }

    private static RunAs as(int userId) {
        return new RunAs(List.of("setpriv", "--reuid=" + userId, "--regid=" + userId, "--clear-groups", "--"), userId);
    }

    List<String> command(Path program, List<String> arguments) {
        List<String> words = new ArrayList<>(prefix);
        words.add(program.toString());
        words.addAll(arguments);
        return words;
    }

    /**
     * Gives a file, or a folder with all that is in it, to the user. Where it is his already, the system is not asked to: a
     * service manager may have forbidden that, under pain of death.
     */
    void own(Path folder) throws IOException {
        if (ownerOf(folder) == ownerId) {
            return;
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(file -> !Files.isSymbolicLink(file)).toList();
        }
        for (Path file : files) {
            Files.setAttribute(file, "unix:uid", ownerId);
            Files.setAttribute(file, "unix:gid", ownerId);
        }
    }

    /** Whether the user can come as far as the program; only {@code nobody} might not. */
    boolean canRun(Path program) throws IOException, InterruptedException {
        return Command.run(command(program, List.of("--version"))).code() == 0;
    }

    /** The lock was opened for writing by now, but perhaps made by another: a new file is surely our own. */
    private static int ownUserId(ServerFolder folder) throws IOException {
        Path probe = Files.createTempFile(folder.path(), ".user", "");
        try {
            return ownerOf(probe);
        } finally {
            Files.delete(probe);
        }
    }

    private static int ownerOf(Path file) throws IOException {
        return (Integer) Files.getAttribute(file, "unix:uid");
    }

    private static boolean canHaveNamespace() throws InterruptedException {
        try {
            List<String> words = new ArrayList<>(NAMESPACE);
            words.add("true");
            return Command.run(words).code() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }
}
