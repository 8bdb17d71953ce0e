package dev.carillon.catalog.database;

import dev.carillon.catalog.server.DatabaseUrl;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;

/** A database's URL as the broker's driver reads it. */
final class ConnectOptions {
    private ConnectOptions() {}

    static PgConnectOptions of(DatabaseUrl url) {
        PgConnectOptions options = new PgConnectOptions();
        options.setHost(url.host())
                .setPort(url.port())
                .setDatabase(url.database())
                .setUser(url.user())
                .setPassword(url.password());
        SslMode mode = SslMode.of(url.sslMode());
        options.setSslMode(mode);
        if (mode != SslMode.DISABLE) {
            options.setSslOptions(sslOptions(url, mode));
        }
        return options;
    }

    private static ClientSSLOptions sslOptions(DatabaseUrl url, SslMode mode) {
        ClientSSLOptions ssl = new ClientSSLOptions();
        boolean verifies = mode == SslMode.VERIFY_CA || mode == SslMode.VERIFY_FULL;
        ssl.setTrustAll(!verifies);
        ssl.setHostnameVerificationAlgorithm(mode == SslMode.VERIFY_FULL ? "HTTPS" : "");
        if (verifies) {
            url.sslRootCert().ifPresent(path -> ssl.setTrustOptions(new PemTrustOptions().addCertPath(path)));
        }
        return ssl;
    }
}
