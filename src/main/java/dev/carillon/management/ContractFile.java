package dev.carillon.management;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.openapi.contract.OpenAPIContract;

/**
 * The contract in the jar, as it is served and as it routes.
 *
 * @param document the file
 */
record ContractFile(Buffer document, OpenAPIContract contract) {
    private static final String PATH = "openapi/management.yaml";

    static Future<ContractFile> read(Vertx vertx) {
        return vertx.fileSystem()
                .readFile(PATH)
                .compose(document ->
                        OpenAPIContract.from(vertx, PATH).map(contract -> new ContractFile(document, contract)));
    }
}
