package dev.carillon.management;

import dev.carillon.listener.Drain;
import dev.carillon.listener.Peer;
import dev.carillon.listener.Peers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
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
    private final Drain drain;
    private final Peers peers;
    private final OperationRoute operationRoute;
    private final ReplyWriter writer;

    ManagementRouter(
            ManagementServices services, Drain drain, Peers peers, OperationRoute operationRoute, ReplyWriter writer) {
        this.services = services;
        this.drain = drain;
        this.peers = peers;
        this.operationRoute = operationRoute;
        this.writer = writer;
    }

    Router router(Vertx vertx, ContractFile file) {
        RouterBuilder builder = RouterBuilder.create(vertx, file.contract()).rootHandler(this::onReception);
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

    private void onReception(RoutingContext context) {
        Promise<Void> answered = Promise.promise();
        drain.begin();
        int unused = context.addEndHandler(ended -> {
            drain.end();
            answered.complete();
        });
        follow(context.request(), answered.future());
        if (drain.isDraining()) {
            writer.send(
                    context.request(),
                    RestError.unavailable("the broker is stopping").andClose());
        } else {
            context.next();
        }
    }

    /** A request may be answered before all of it was read: the next one begins behind both. */
    private void follow(HttpServerRequest request, Future<Void> answered) {
        Peer peer = peers.of(request.connection());
        Future<Void> arrived = request.end().onSuccess(read -> peer.arrived());
        var unused = Future.all(arrived, answered).onSuccess(both -> peer.answered());
    }

    private static void sendContract(RoutingContext context, Buffer document) {
        HttpServerResponse response = context.response();
        String unusedId = ReplyWriter.addHeaders(response);
        var unused = response.putHeader("Content-Type", "application/yaml").end(document);
    }

    private void addErrorHandlers(Router router, OpenAPIContract contract) {
        router.errorHandler(400, context -> writer.send(context.request(), RestError.malformedRequest()))
                .errorHandler(
                        404,
                        context -> writer.send(
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
        writer.send(context.request(), RestError.methodNotAllowed().withHeader("Allow", allowed));
    }
}
