package dev.carillon.sns;

import dev.carillon.sns.action.ActionMethod;
import dev.carillon.sns.action.Lookups;
import dev.carillon.sns.action.SnsCall;
import dev.carillon.sns.action.SnsServices;
import dev.carillon.sns.call.SnsReply;
import dev.carillon.sns.publish.PublishRoutes;
import dev.carillon.sns.subscription.SubscriptionRoutes;
import dev.carillon.sns.topic.TopicRoutes;
import dev.carillon.sns.wire.SnsAction;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Hands each action to the method that carries it out. One an event loop, since the appends of a loop go out in groups.
 */
public final class ActionRouter {
    private final Map<SnsAction, ActionMethod> actions;

    public ActionRouter(SnsServices services) {
        Lookups lookups = new Lookups(services.catalog(), services.config().partition());
        actions = Stream.of(
                        TopicRoutes.of(services, lookups),
                        SubscriptionRoutes.of(services, lookups),
                        PublishRoutes.of(services, lookups))
                .flatMap(routes -> routes.entrySet().stream())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Carries a call out, on the context that called. Fails only by a bug. */
    Future<SnsReply> handle(SnsCall call) {
        ActionMethod method = Objects.requireNonNull(actions.get(call.action()), "every action has its method");
        return Future.succeededFuture(call)
                .compose(method::carryOut)
                .map(answer -> answer.fold(
                        body -> SnsReply.ok(body, call.protocol()),
                        fault -> SnsReply.refused(fault, call.requestId(), call.protocol())));
    }
}
