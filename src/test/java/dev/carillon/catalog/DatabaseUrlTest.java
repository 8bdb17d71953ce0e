package dev.carillon.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
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
    void isTheSameForBothDrivers() throws Exception {
        DatabaseUrl url = DatabaseUrl.parse("postgres://user:word@[::1]/data%20base?sslmode=require");

        assertThat(url.jdbcUrl())
                .startsWith("jdbc:postgresql://[::1]:5432/data%20base?")
                .endsWith("&sslmode=require");
        PgConnectOptions options = url.connectOptions();
        assertThat(options.getHost()).isEqualTo("::1");
        assertThat(options.getPort()).isEqualTo(5432);
        assertThat(options.getDatabase()).isEqualTo("data base");
        assertThat(options.getUser()).isEqualTo("user");
        assertThat(options.getPassword()).isEqualTo("word");
        assertThat(options.getSslMode()).isEqualTo(SslMode.REQUIRE);
        assertThat(options.getSslOptions().isTrustAll()).isTrue();
    }

    @Test
    void checksTheServersNameWhenAsked() throws Exception {
        PgConnectOptions options = DatabaseUrl.parse("postgresql://u:p@h/d?sslmode=verify-full&sslrootcert=/ca.pem")
                .connectOptions();

        assertThat(options.getSslOptions().isTrustAll()).isFalse();
        assertThat(options.getSslOptions().getHostnameVerificationAlgorithm()).isEqualTo("HTTPS");
        assertThat(options.getSslOptions().getTrustOptions()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
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
