package dev.carillon.catalog.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.catalog.server.DatabaseUrl;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectOptionsTest {
    @Test
    void saysTheSameAsTheUrl() {
        PgConnectOptions options = ConnectOptions.of(
                new DatabaseUrl("::1", 5432, "data base", "user", "word", Map.of("sslmode", "require")));

        assertThat(options.getHost()).isEqualTo("::1");
        assertThat(options.getPort()).isEqualTo(5432);
        assertThat(options.getDatabase()).isEqualTo("data base");
        assertThat(options.getUser()).isEqualTo("user");
        assertThat(options.getPassword()).isEqualTo("word");
        assertThat(options.getSslMode()).isEqualTo(SslMode.REQUIRE);
        assertThat(options.getSslOptions().isTrustAll()).isTrue();
    }

    @Test
    void checksTheServersNameWhenAsked() {
        PgConnectOptions options = ConnectOptions.of(
                new DatabaseUrl("h", 5432, "d", "u", "p", Map.of("sslmode", "verify-full", "sslrootcert", "/ca.pem")));

        assertThat(options.getSslOptions().isTrustAll()).isFalse();
        assertThat(options.getSslOptions().getHostnameVerificationAlgorithm()).isEqualTo("HTTPS");
        assertThat(options.getSslOptions().getTrustOptions()).isNotNull();
    }
}
