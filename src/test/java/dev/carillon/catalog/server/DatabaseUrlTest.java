package dev.carillon.catalog.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseUrlTest {
    @Test
    void readsEveryPartAndDecodesIt() throws Exception {
        DatabaseUrl url = DatabaseUrl.parse("postgresql://us%40er:p%3A%2F+%25w@db.example:6432/my%20db");

        assertThat(url.host()).isEqualTo("db.example");
        assertThat(url.port()).isEqualTo(6432);
        assertThat(url.user()).isEqualTo("us@er");
        assertThat(url.password()).isEqualTo("p:/+%w");
        assertThat(url.database()).isEqualTo("my db");
    }

    @Test
    void givesItsPartsToBothDrivers() throws Exception {
        DatabaseUrl url =
                DatabaseUrl.parse("postgres://user:word@[::1]/data%20base?sslmode=verify-full&sslrootcert=/ca.pem");

        assertThat(url.jdbcUrl())
                .startsWith("jdbc:postgresql://[::1]:5432/data%20base?")
                .contains("&sslmode=verify-full")
                .contains("&sslrootcert=%2Fca.pem");
        assertThat(url.host()).isEqualTo("::1");
        assertThat(url.port()).isEqualTo(5432);
        assertThat(url.database()).isEqualTo("data base");
        assertThat(url.sslMode()).isEqualTo("verify-full");
        assertThat(url.sslRootCert()).contains("/ca.pem");
    }

    @Test
    void encryptsWhereTheServerCanIfNothingIsSaid() throws Exception {
        DatabaseUrl url = DatabaseUrl.parse("postgres://u:p@h/d");

        assertThat(url.sslMode()).isEqualTo("prefer");
        assertThat(url.sslRootCert()).isEmpty();
    }

    /** As Compose calls its services. */
    @Test
    void takesAHostWithAnUnderscoreInItsName() throws Exception {
        DatabaseUrl url = DatabaseUrl.parse("postgresql://u:p@carillon_db:6432/d");

        assertThat(url.host()).isEqualTo("carillon_db");
        assertThat(url.port()).isEqualTo(6432);
        assertThat(url.user()).isEqualTo("u");
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql://u:secret@a:1%2Cb:2/d, must name one host",
        "mysql://u:secret@h/d, must begin with postgresql://",
        "postgresql://h/d, must name a user",
        "postgresql://u:secret@h, must end in /database",
        "postgresql://u:secret@h/, must end in /database",
        "postgresql://u:sec ret@h/d, is not a URL",
        "postgresql://u:secret@h/d?secret=1, there are sslmode and sslrootcert",
        "postgresql://u:secret@h/d?sslmode=secret, has another sslmode",
    })
    void saysWhatIsWrongAndNotThePassword(String text, String message) {
        assertThatThrownBy(() -> DatabaseUrl.parse(text))
                .isInstanceOf(CatalogStartException.class)
                .hasMessageContaining("database.url")
                .hasMessageContaining(message);
        assertThatThrownBy(() -> DatabaseUrl.parse(text)).hasMessageNotContaining("u:sec");
    }

    @Test
    void hidesThePassword() throws Exception {
        assertThat(DatabaseUrl.parse("postgresql://u:secret@h/d").toString()).isEqualTo("DatabaseUrl[h:5432/d]");
    }
}
