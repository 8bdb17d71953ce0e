package dev.carillon.management;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.openapi.contract.OpenAPIContract;

/**
 * The contract in the jar, as it is served and as it routes.
 *
 * @param document the file
 */
record ContractFile(Buffer document, OpenAPIContract contract) {
    private static final String PATH = "openapi/management.yaml";

    /**
     * Reads it on a Vert.x of its own, which lives for a moment: Vert.x OpenAPI finds OpenAPI's schemas only through a file
     * system that unpacks the class path into a cache folder, and the broker's keeps none. Completes on the caller's context.
     */
    static Future<ContractFile> read(Vertx vertx) {
        Context context = vertx.getOrCreateContext();
        return vertx.executeBlocking(() -> Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1)))
                .compose(reader -> read(reader, context).eventually(reader::close));
    }

    /** What the reader completes would be lost with the reader's threads, once it is closed. */
    private static Future<ContractFile> read(Vertx reader, Context context) {
        Promise<ContractFile> onContext = Promise.promise();
        var unused = reader.fileSystem()
                .readFile(PATH)
                .compose(document ->
                        OpenAPIContract.from(reader, PATH).map(contract -> new ContractFile(document, contract)))
                .onComplete(read -> context.runOnContext(back -> onContext.handle(read)));
        return onContext.future();
    }
}
