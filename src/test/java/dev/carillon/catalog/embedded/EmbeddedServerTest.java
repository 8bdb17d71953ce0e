package dev.carillon.catalog.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.carillon.testing.FreePort;
import dev.carillon.testing.MadeDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServerTest {
    @TempDir
    private Path dataFolder;

    @TempDir
    private Path links;

    @Test
    void keepsWhatWasWrittenWhenItIsStoppedAndStarted() throws Exception {
        MadeDatabase.putInto(dataFolder);
        EmbeddedServer first = EmbeddedServer.start(dataFolder).orElseThrow();
        execute(first, "CREATE TABLE kept AS SELECT 42 AS answer");
        first.stop();

        EmbeddedServer second = EmbeddedServer.start(dataFolder).orElseThrow();

        assertThat(ask(second, "SELECT answer::text FROM kept")).isEqualTo("42");
        second.stop();
    }

    @Test
    void runsOnceInAFolder() throws Exception {
        MadeDatabase.putInto(dataFolder);
        EmbeddedServer server = EmbeddedServer.start(dataFolder).orElseThrow();

        assertThat(EmbeddedServer.start(dataFolder)).isEmpty();
        server.stop();
    }

    @Test
    void leavesNoServerRunningWhoseFileCannotBeRead() throws Exception {
        MadeDatabase.putInto(dataFolder);
        Path pids = dataFolder.resolve("postgresql").resolve("started");
        Path program;
        try (Stream<Path> files = Files.walk(dataFolder)) {
            program = files.filter(file -> file.endsWith("bin/postgres"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.writeString(
                program,
                "#!/bin/sh\n[ \"$1\" = --version ] && exit 0\n" + "printf '\\377' > \"$2/postmaster.pid\"\necho $$ >> '"
                        + pids + "'\nexec sleep 600\n");

        assertThatThrownBy(() -> EmbeddedServer.start(dataFolder)).isInstanceOf(EmbeddedServerException.class);

        List<String> started = Files.readAllLines(pids);
        assertThat(started).isNotEmpty();
        for (String pid : started) {
            await().until(() -> ProcessHandle.of(Long.parseLong(pid))
                    .filter(ProcessHandle::isAlive)
                    .isEmpty());
        }
    }

    @Test
    void syncsAndListensOnLoopbackOnly() throws Exception {
        EmbeddedServer server = EmbeddedServer.start(dataFolder).orElseThrow();

        assertThat(ask(server, "SHOW fsync")).isEqualTo("on");
        assertThat(ask(server, "SHOW synchronous_commit")).isEqualTo("on");
        assertThat(ask(server, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(ask(server, "SHOW data_checksums")).isEqualTo("on");
        server.stop();
    }

    @Test
    void asksForThePasswordThatOnlyTheOwnerCanRead() throws Exception {
        EmbeddedServer server = EmbeddedServer.start(dataFolder).orElseThrow();
        server.publishUrl();
        String wrong = server.url().replaceFirst(":[0-9a-f]{48}@", ":wrong@");

        assertThat(wrong).isNotEqualTo(server.url());
        assertThatThrownBy(() -> connect(wrong).close())
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password");
        assertThat(EmbeddedServer.publishedUrl(dataFolder)).contains(server.url());
        assertThat(modeOf(dataFolder.resolve("postgresql.url"))).isEqualTo("rw-------");
        assertThat(modeOf(dataFolder.resolve("postgresql/password"))).isEqualTo("rw-------");
        assertThat(modeOf(dataFolder.resolve("postgresql"))).isEqualTo("rwx------");
        server.stop();
        assertThat(EmbeddedServer.publishedUrl(dataFolder)).isEmpty();
    }

    @Test
    void isStartedAgainOnTheSamePortWhenItIsKilled() throws Exception {
        MadeDatabase.putInto(dataFolder);
        EmbeddedServer server = EmbeddedServer.start(dataFolder).orElseThrow();
        String url = server.url();
        execute(server, "CREATE TABLE kept AS SELECT 42 AS answer");

        assertThat(process().destroyForcibly()).isTrue();

        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .untilAsserted(() ->
                        assertThat(ask(server, "SELECT answer::text FROM kept")).isEqualTo("42"));
        assertThat(server.url()).isEqualTo(url);
        server.stop();
    }

    @Test
    void startsDespiteAPidFileThatNamesAnotherProcess() throws Exception {
        MadeDatabase.putInto(dataFolder);
        EmbeddedServer first = EmbeddedServer.start(dataFolder).orElseThrow();
        first.stop();
        Files.writeString(pidFile(), ProcessHandle.current().pid() + "\n/nowhere\n1\n5432\n\n\n\n");

        EmbeddedServer second = EmbeddedServer.start(dataFolder).orElseThrow();

        assertThat(ask(second, "SELECT 1::text")).isEqualTo("1");
        second.stop();
    }

    @Test
    void stopsWhatAKilledBrokerLeftRunningByWhateverPathItsFolderIsReached() throws Exception {
        MadeDatabase.putInto(dataFolder);
        Process left = runAsAKilledBrokerLeavesIt();
        Path otherPath = Files.createSymbolicLink(links.resolve("data"), dataFolder);

        EmbeddedServer server = EmbeddedServer.start(otherPath).orElseThrow();

        assertThat(left.isAlive()).isFalse();
        assertThat(ask(server, "SELECT 1::text")).isEqualTo("1");
        server.stop();
    }

    @Test
    void doesNotUnpackItsProgramsTwice() throws Exception {
        EmbeddedServer.start(dataFolder).orElseThrow().stop();
        Object unpacked = Files.getLastModifiedTime(program());

        EmbeddedServer.start(dataFolder).orElseThrow().stop();

        assertThat(Files.getLastModifiedTime(program())).isEqualTo(unpacked);
    }

    /** A server whose folder nobody has locked. */
    private Process runAsAKilledBrokerLeavesIt() throws Exception {
        ServerFolder folder = new ServerFolder(dataFolder);
        RunAs user = RunAs.choose(folder);
        return Postmaster.start(folder, Binaries.unpacked(folder.path()), user, FreePort.any())
                .process();
    }

    private ProcessHandle process() throws Exception {
        String pid = Files.readAllLines(pidFile()).get(0);
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private Path pidFile() {
        return dataFolder.resolve("postgresql/data-17/postmaster.pid");
    }

    private Path program() throws Exception {
        try (var folders = Files.newDirectoryStream(dataFolder.resolve("postgresql"), "server-*")) {
            return folders.iterator().next().resolve("bin/postgres");
        }
    }

    private static String modeOf(Path file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static void execute(EmbeddedServer server, String sql) throws Exception {
        try (Connection connection = connect(server.url());
                var statement = connection.createStatement()) {
            boolean unused = statement.execute(sql);
        }
    }

    private static String ask(EmbeddedServer server, String sql) throws Exception {
        try (Connection connection = connect(server.url());
                var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static Connection connect(String url) throws SQLException {
        String[] parts = url.replaceFirst("postgresql://", "").split("[:@]", 3);
        return DriverManager.getConnection("jdbc:postgresql://" + parts[2], parts[0], parts[1]);
    }
}
