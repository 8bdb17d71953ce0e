package dev.carillon.management;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The routes, as the contract draws them: its paths and methods, its operation ids as the names of our operations.
 *
 * <p>The contract routes but does not validate: Vert.x OpenAPI stops at the first argument that is wrong, in words of its own,
 * and our clients are told all of them in theirs ({@link Arguments}). A test holds our checks and the contract together.
 */
final class ManagementRouter {
    private final ManagementServices services;
    private final Reception reception;
    private final OperationRoute operationRoute;
    private final ReplyWriter writer;

    ManagementRouter(
            ManagementServices services, Reception reception, OperationRoute operationRoute, ReplyWriter writer) {
        this.services = services;
        this.reception = reception;
        this.operationRoute = operationRoute;
        this.writer = writer;
    }

    Router router(Vertx vertx, ContractFile file) {
        RouterBuilder builder = RouterBuilder.create(vertx, file.contract()).rootHandler(reception::onRequest);
        operations().forEach((id, operation) -> {
            OpenAPIRoute route = builder.getRoute(id);
            boolean hasBody = route.getOperation().getRequestBody() != null;
            route.setDoValidation(false)
                    .setDoSecurity(false)
                    .addHandler(context -> operationRoute.onRequest(context, operation, hasBody));
        });
        Router router = builder.createRouter();
        router.get("/openapi.yaml").handler(context -> sendContract(context, file.document()));
        addErrorHandlers(router, file.contract());
        return router;
    }

    /** By the operation ids of the contract. */
    Map<String, Operation> operations() {
        Map<String, Operation> all = new HashMap<>(new ActivationRoutes(services).operations());
        all.putAll(new CredentialRoutes(services).operations());
        return all;
    }

    private void sendContract(RoutingContext context, Buffer document) {
        HttpServerResponse response = context.response();
        String unusedId = writer.addHeaders(response);
        var unused = response.putHeader("Content-Type", "application/yaml").end(document);
    }

    private void addErrorHandlers(Router router, OpenAPIContract contract) {
        router.errorHandler(400, context -> reception.refuseStray(context.request(), RestError.malformedRequest()))
                .errorHandler(
                        404,
                        context -> reception.refuseStray(
                                context.request(),
                                RestError.notFound("path", context.request().path())))
                .errorHandler(405, context -> onOtherMethod(context, contract))
                .errorHandler(500, context -> writer.sendFault(context.request(), context.failure()));
    }

    private void onOtherMethod(RoutingContext context, OpenAPIContract contract) {
        Path path = contract.findPath(context.normalizedPath());
        String allowed = path == null
                ? "GET"
                : path.getOperations().stream()
                        .map(operation -> operation.getHttpMethod().name())
                        .collect(Collectors.joining(", "));
        reception.refuseStray(context.request(), RestError.methodNotAllowed().withHeader("Allow", allowed));
    }
}
