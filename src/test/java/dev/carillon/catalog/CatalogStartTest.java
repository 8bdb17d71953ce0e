package dev.carillon.catalog;

import static dev.carillon.catalog.OpenCatalog.within;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.catalog.server.CatalogStartException;
import dev.carillon.config.DatabaseConfig;
import dev.carillon.model.SnsPermissions;
import dev.carillon.testing.TestDatabase;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class CatalogStartTest {
    @Test
    void saysThatTheDatabaseCannotBeReached() throws Exception {
        int closedPort;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closedPort = free.getLocalPort();
        }
        DatabaseConfig nowhere = new DatabaseConfig("postgresql://u:secret@127.0.0.1:" + closedPort + "/d", 2, "");

        assertThatThrownBy(() -> OpenCatalog.on(nowhere).close())
                .isInstanceOf(CatalogStartException.class)
                .hasMessageContaining("the database d on 127.0.0.1:" + closedPort + " cannot be used")
                .hasMessageNotContaining("secret");
    }

    @Test
    void refusesAUrlThatItCannotRead() {
        assertThatThrownBy(() -> OpenCatalog.on(new DatabaseConfig("postgresql://h/d", 2, ""))
                        .close())
                .isInstanceOf(CatalogStartException.class)
                .hasMessage("database.url must name a user");
    }

    @Test
    void doesNotStartWithASecretThatSomebodyDamaged() throws Exception {
        try (TestDatabase database = TestDatabase.create()) {
            try (OpenCatalog catalog = OpenCatalog.on(database.config())) {
                within(catalog.writer()
                        .createCredential(catalog.project(), "one", new SnsPermissions(true, true, true)));
            }
            database.execute("UPDATE carillon.credential SET sealed_secret = sealed_secret || 'x'::bytea");

            assertThatThrownBy(() -> OpenCatalog.on(database.config()).close())
                    .hasMessageMatching("the secret of credential .* cannot be decrypted");
        }
    }
}
