package dev.carillon.catalog.server;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the database's schema up to date. Blocks. */
final class Migrations {
    private static final int OLDEST_MAJOR_VERSION = 14;

    private Migrations() {}

    /** Refuses a database that is too old, and one that cannot be reached. */
    static void check(DatabaseUrl url, DatabaseTimes times) throws CatalogStartException {
        String patient = url.jdbcUrl() + "&loginTimeout=" + times.loginSeconds();
        try (Connection connection = DriverManager.getConnection(patient, url.user(), url.password())) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < OLDEST_MAJOR_VERSION) {
                throw new CatalogStartException("the database " + url.host() + ":" + url.port() + " is PostgreSQL "
                        + version + "; it must be " + OLDEST_MAJOR_VERSION + " or later");
            }
        } catch (SQLException failure) {
            throw new CatalogStartException(
                    "the database " + url.database() + " on " + url.host() + ":" + url.port() + " cannot be used: "
                            + failure.getMessage(),
                    failure);
        }
    }

    /** Several processes may do this at once: Flyway locks its table. */
    static void run(DatabaseUrl url) throws CatalogStartException {
        try {
            var unused = Flyway.configure()
                    .dataSource(url.jdbcUrl(), url.user(), url.password())
                    .schemas(DatabaseUrl.SCHEMA)
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
        } catch (FlywayException failure) {
            throw new CatalogStartException(
                    "the database's tables cannot be brought up to date: " + failure.getMessage(), failure);
        }
    }
}
