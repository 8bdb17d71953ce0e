package dev.carillon.management;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.carillon.catalog.key.ApiKey;
import dev.carillon.listener.ClientAddress;
import dev.carillon.model.Region;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Brings a request to its operation: who calls, whether the region exists, what the body says. In this order, so that a
 * stranger learns nothing, and nothing is read from him.
 */
final class OperationRoute {
    private final TokenAuthenticator authenticator;
    private final List<Region> regions;
    private final ReplyWriter writer;

    OperationRoute(TokenAuthenticator authenticator, List<Region> regions, ReplyWriter writer) {
        this.authenticator = authenticator;
        this.regions = List.copyOf(regions);
        this.writer = writer;
    }

    void onRequest(RoutingContext context, Operation operation, boolean hasBody) {
        HttpServerRequest request = context.request();
        Authentication caller =
                authenticator.authenticate(Reception.tokens(request), ClientAddress.of(request.remoteAddress()));
        if (caller instanceof Authentication.Accepted accepted) {
            onCaller(context, accepted.key(), operation, hasBody);
        } else if (caller instanceof Authentication.Denied denied) {
            writer.send(request, denied.reply());
        }
    }

    private void onCaller(RoutingContext context, ApiKey key, Operation operation, boolean hasBody) {
        String name = parameter(context, "region");
        Optional<Region> region =
                regions.stream().filter(known -> known.name().equals(name)).findFirst();
        if (region.isEmpty()) {
            writer.send(context.request(), RestError.notFound("region", name));
            return;
        }
        answer(context, key, region.get(), operation, hasBody)
                .onSuccess(reply -> writer.send(context.request(), reply))
                .onFailure(fault -> writer.sendFault(context.request(), fault));
    }

    private Future<RestReply> answer(
            RoutingContext context, ApiKey key, Region region, Operation operation, boolean hasBody) {
        Call call = new Call(
                key,
                region,
                parameter(context, "sns_credentials_id"),
                context.queryParams(),
                JsonNodeFactory.instance.objectNode());
        return hasBody
                ? BodyReader.read(context.request())
                        .transform(read -> read.succeeded()
                                ? answer(call, operation, read.result())
                                : Future.succeededFuture(
                                        RestError.malformedRequest().andClose()))
                : operation.answer(call);
    }

    private static Future<RestReply> answer(Call call, Operation operation, Optional<Buffer> bytes) {
        if (bytes.isEmpty()) {
            return Future.succeededFuture(RestError.bodyTooLarge(BodyReader.MAX_BYTES));
        }
        Optional<ObjectNode> body = JsonBody.parse(bytes.get());
        return body.isPresent()
                ? operation.answer(call.withBody(body.get()))
                : Future.succeededFuture(RestError.invalidArguments(
                        List.of(InvalidArgument.format("body", "value must be a JSON object"))));
    }

    private static String parameter(RoutingContext context, String name) {
        return Objects.requireNonNullElse(context.pathParam(name), "");
    }
}
