package dev.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carillon.catalog.embedded.EmbeddedServer;
import dev.carillon.testing.MadeDatabase;
import dev.carillon.testing.TestDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyCommandsTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private TestDatabase database;

    @BeforeEach
    void open() {
        database = TestDatabase.create();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aKeyLastsAHundredYearsAtMost() {
        Instant before = Instant.now();

        assertThat(run("create", "--name", "ci", "--expires-in", "36500d")).isEqualTo(Main.DONE);

        assertThat(UUID.fromString(out.toString().strip())).isNotNull();
        assertThat(database.ask("SELECT extract(epoch FROM expires_at)::bigint FROM carillon.api_key"))
                .singleElement()
                .satisfies(expiry -> assertThat(Long.parseLong(expiry))
                        .isGreaterThanOrEqualTo(
                                before.plus(Duration.ofDays(36_500)).getEpochSecond()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"36501d", "2912500d", "999999999d", "0d", "-1d", "90", "soon", ""})
    void aSpanThatIsNoneOrTooLongIsRefused(String span) {
        assertThat(run("create", "--name", "ci", "--expires-in", span)).isEqualTo(Main.ASKED_WRONGLY);

        assertThat(err.toString())
                .contains("'" + span + "' is not allowed: it takes a time of at most 36500d, such as 12h or 90d");
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a\tb", "a\nb", "a\rb", "\u0000", "a\u001b[2K", "\u007f", "\u0085", "a\u2028b", "a\u2029b"})
    void aNameThatIsEmptyOrWouldForgeLinesIsRefused(String name) {
        assertThat(run("create", "--name", name)).isEqualTo(Main.ASKED_WRONGLY);

        assertThat(err.toString()).contains("a name has 1 to 500 characters, none of them a control character");
        assertThat(err.toString().lines().findFirst().orElseThrow()).startsWith("Invalid value for option '--name'");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aNameHasUpTo500Characters() {
        assertThat(run("create", "--name", "x".repeat(501))).isEqualTo(Main.ASKED_WRONGLY);
        assertThat(run("create", "--name", "🔑".repeat(500))).isEqualTo(Main.DONE);
        assertThat(run("create", "--name", " ci of Zoë 🔑 ")).isEqualTo(Main.DONE);
    }

    @Test
    void aKeyOfAnyNameIsListedOnOneLineAndRevoked() {
        assertThat(run("create", "--name", "ci")).isEqualTo(Main.DONE);
        database.execute("UPDATE carillon.api_key SET name = E'a\\nb\\tnever expires\\u2028'");
        out.getBuffer().setLength(0);

        assertThat(run("list")).isEqualTo(Main.DONE);
        assertThat(out.toString().lines())
                .singleElement()
                .asString()
                .contains("\ta\\u000ab\\u0009never expires\\u2028\t");

        String id = out.toString().substring(0, out.toString().indexOf('\t'));
        out.getBuffer().setLength(0);
        assertThat(run("revoke", id)).isEqualTo(Main.DONE);
        assertThat(out.toString().lines()).containsExactly("revoked a\\u000ab\\u0009never expires\\u2028");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "revoke ci"})
    void whatOnlyReadsOrTakesAwayMakesNoDataFolder(String command) {
        Path missing = folder.resolve("typo");

        assertThat(runOn(Map.of("CARILLON_DATA", missing.toString()), command.split(" ", 0)))
                .isEqualTo(Main.FAILED);

        assertThat(err.toString()).contains("the data folder " + missing + " has no database");
        assertThat(missing).doesNotExist();
    }

    @Test
    void aDatabaseElsewhereNeedsNoDataFolder() {
        assertThat(run("create", "--name", "ci")).isEqualTo(Main.DONE);
        assertThat(run("list")).isEqualTo(Main.DONE);

        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void leavesNoDatabaseRunningWhenItIsInterrupted() throws Exception {
        Path data = folder.resolve("data");
        MadeDatabase.putInto(data);
        Thread command = new Thread(() -> runOn(Map.of("CARILLON_DATA", data.toString()), "list"));
        command.start();
        await().until(() -> Files.exists(data.resolve("postgresql/data-17/postmaster.pid")));

        command.interrupt();
        command.join();

        Optional<EmbeddedServer> next = EmbeddedServer.start(data);
        assertThat(next).as("the lock of who runs the folder's server").isPresent();
        next.get().stop();
    }

    @Test
    void theHelpNamesTheLongestSpan() {
        assertThat(run("create", "--help")).isEqualTo(Main.DONE);

        assertThat(out.toString()).contains("at most 36500d");
    }

    private int run(String... arguments) {
        return runOn(
                Map.of(
                        "CARILLON_DATABASE_URL",
                        database.url(),
                        "CARILLON_DATA",
                        folder.resolve("data").toString()),
                arguments);
    }

    private int runOn(Map<String, String> environment, String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "api-key";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return new Main(environment, new PrintWriter(out, true), new PrintWriter(err, true)).run(all);
    }
}
