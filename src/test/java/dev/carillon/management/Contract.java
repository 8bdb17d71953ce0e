package dev.carillon.management;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.validation.ResponseValidator;
import io.vertx.openapi.validation.ValidatableResponse;
import io.vertx.openapi.validation.ValidatedResponse;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;

/** Holds every answer that a test sees against the contract. */
final class Contract {
    private static final Vertx VERTX = Vertx.vertx();
    private static final OpenAPIContract CONTRACT =
            ManagementFixture.await(OpenAPIContract.from(VERTX, "openapi/management.yaml"));
    private static final ResponseValidator VALIDATOR = ResponseValidator.create(VERTX, CONTRACT);

    private Contract() {}

    /** Fails unless the contract has this answer to this call; what it says nothing of passes. */
    static void check(HttpResponse<String> reply) {
        Operation operation = CONTRACT.findOperation(
                reply.uri().getPath(), HttpMethod.valueOf(reply.request().method()));
        if (operation == null) {
            return;
        }
        Map<String, String> headers = new HashMap<>();
        reply.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
        String contentType = headers.get("content-type");
        ValidatableResponse response = contentType == null
                ? ValidatableResponse.create(reply.statusCode(), headers)
                : ValidatableResponse.create(reply.statusCode(), headers, Buffer.buffer(reply.body()), contentType);
        ValidatedResponse unused = ManagementFixture.await(VALIDATOR.validate(response, operation.getOperationId()));
    }
}
