package dev.carillon.management;

import static dev.carillon.management.ManagementFixture.await;

import dev.carillon.catalog.Catalog;
import dev.carillon.catalog.CatalogOptions;
import dev.carillon.catalog.change.ApiKeys;
import dev.carillon.catalog.change.NewApiKey;
import dev.carillon.catalog.change.WriteOutcome;
import dev.carillon.catalog.key.EncryptionKey;
import dev.carillon.catalog.view.CatalogView;
import dev.carillon.config.BrokerConfig;
import dev.carillon.config.DatabaseConfig;
import dev.carillon.model.ProjectId;
import dev.carillon.testing.TestDatabase;
import dev.carillon.testing.VirtualTime;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The management API over a catalogue in PostgreSQL, which it reaches over a line that can be cut. */
final class ManagementOnDatabase implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final Vertx line = Vertx.vertx();
    private final TestDatabase database = TestDatabase.create();
    private final Catalog catalog;
    private final ManagementVerticle verticle;

    ManagementOnDatabase(Map<String, String> environment) {
        BrokerConfig config = ManagementFixture.config(environment);
        VirtualTime time = new VirtualTime();
        DatabaseConfig overLine = new DatabaseConfig(
                database.urlBy("127.0.0.1", lay()), database.config().poolSize(), "");
        catalog = await(Catalog.open(
                vertx,
                new CatalogOptions(overLine, config.limits(), config.dataFolder(), EncryptionKey.random()),
                time,
                changed -> {}));
        verticle = new ManagementVerticle(
                ManagementFixture.services(config, catalog.view(), catalog.writer(), time, new HttpServerOptions()));
        String unused = await(vertx.deployVerticle(verticle));
    }

    int port() {
        return verticle.port();
    }

    CatalogView view() {
        return catalog.view();
    }

    /** A client with a new key to these projects, to all when none is named. */
    ManagementClient client(ProjectId... projects) {
        return new ManagementClient(port(), token(projects).toString());
    }

    /** The token of a new key to these projects, to all when none is named. */
    UUID token(ProjectId... projects) {
        WriteOutcome<ApiKeys.Created> outcome = await(
                catalog.apiKeys().create(new NewApiKey(UUID.randomUUID().toString(), Instant.MAX, Set.of(projects))));
        if (outcome instanceof WriteOutcome.Done<ApiKeys.Created> done) {
            return done.value().token();
        }
        throw new AssertionError(outcome.toString());
    }

    /** From now on the database is away. */
    void cutLine() {
        await(line.close());
    }

    @Override
    public void close() {
        await(catalog.close());
        await(vertx.close());
        await(line.close());
        database.close();
    }

    private int lay() {
        NetClient out = line.createNetClient();
        NetServer in = line.createNetServer().connectHandler(socket -> {
            socket.pause();
            var unused = out.connect(database.port(), database.host())
                    .onSuccess(server -> {
                        var unusedOut = socket.pipeTo(server);
                        var unusedBack = server.pipeTo(socket);
                        socket.resume();
                    })
                    .onFailure(away -> {
                        var unusedClose = socket.close();
                    });
        });
        return await(in.listen(0, "127.0.0.1")).actualPort();
    }
}
