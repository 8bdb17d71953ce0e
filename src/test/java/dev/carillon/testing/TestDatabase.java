package dev.carillon.testing;

import dev.carillon.catalog.embedded.EmbeddedServer;
import dev.carillon.catalog.embedded.EmbeddedServerException;
import dev.carillon.config.DatabaseConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A fresh database on a real PostgreSQL: the server of {@code CARILLON_TEST_DATABASE_URL}, whose user may create databases
 * there, or else an embedded one that all tests of the JVM share.
 */
public final class TestDatabase implements AutoCloseable {
    private static final String EXTERNAL = "CARILLON_TEST_DATABASE_URL";
    private static final int POOL_SIZE = 4;

    private final URI server;
    private final String name;

    private TestDatabase(URI server, String name) {
        this.server = server;
        this.name = name;
    }

    /** Whether the server is one that was there before. */
    static boolean isExternal() {
        return !System.getenv().getOrDefault(EXTERNAL, "").isEmpty();
    }

    /** Makes an empty database. */
    public static TestDatabase create() {
        URI server = URI.create(System.getenv().getOrDefault(EXTERNAL, ""));
        URI used = server.toString().isEmpty() ? URI.create(Shared.url()) : server;
        TestDatabase database =
                new TestDatabase(used, "test_" + UUID.randomUUID().toString().replace("-", ""));
        database.onServer("CREATE DATABASE " + database.name);
        return database;
    }

    /** {@code postgresql://user:password@host:port/database}. */
    public String url() {
        return urlBy(server.getHost(), server.getPort() < 0 ? 5432 : server.getPort());
    }

    /** The same database through somebody who listens elsewhere, such as a proxy. */
    public String urlBy(String host, int port) {
        return "postgresql://" + server.getRawUserInfo() + "@" + host + ":" + port + "/" + name;
    }

    public String host() {
        return server.getHost();
    }

    public int port() {
        return server.getPort() < 0 ? 5432 : server.getPort();
    }

    /** The configuration of a broker that uses it. */
    public DatabaseConfig config() {
        return new DatabaseConfig(url(), POOL_SIZE, "");
    }

    public void execute(String sql) {
        try (Connection connection = connect(name);
                Statement statement = connection.createStatement()) {
            boolean unused = statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The first column of every row, as text. */
    public List<String> ask(String sql) {
        List<String> answers = new ArrayList<>();
        try (Connection connection = connect(name);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                answers.add(rows.getString(1));
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return answers;
    }

    /** Ends all connections to the database, too. */
    @Override
    public void close() {
        onServer("DROP DATABASE " + name + " WITH (FORCE)");
    }

    private void onServer(String sql) {
        try (Connection connection = connect(server.getPath().substring(1));
                Statement statement = connection.createStatement()) {
            boolean unused = statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private Connection connect(String database) throws SQLException {
        String[] user = server.getUserInfo().split(":", 2);
        return DriverManager.getConnection(
                "jdbc:postgresql://" + host() + ":" + port() + "/" + database, user[0], user.length > 1 ? user[1] : "");
    }

    /** The embedded server, started when the first test asks for it and stopped with the JVM. */
    private static final class Shared {
        private static final EmbeddedServer SERVER = start();

        static String url() {
            try {
                return SERVER.url();
            } catch (InterruptedException | EmbeddedServerException failure) {
                throw new IllegalStateException(failure);
            }
        }

        private static EmbeddedServer start() {
            try {
                Path folder = Files.createTempDirectory("carillon-test-postgresql");
                EmbeddedServer server = EmbeddedServer.start(folder).orElseThrow();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, folder)));
                return server;
            } catch (IOException | InterruptedException | EmbeddedServerException failure) {
                throw new IllegalStateException(failure);
            }
        }

        private static void stop(EmbeddedServer server, Path folder) {
            try {
                server.stop();
                try (Stream<Path> files = Files.walk(folder)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.deleteIfExists(file);
                    }
                }
            } catch (IOException | InterruptedException | EmbeddedServerException failure) {
                throw new IllegalStateException(failure);
            }
        }
    }
}
