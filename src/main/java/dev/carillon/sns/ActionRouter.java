package dev.carillon.sns;

import dev.carillon.sns.wire.Checked;
import dev.carillon.sns.wire.SnsAction;
import dev.carillon.sns.wire.SnsFault;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands each action to the method that carries it out. One an event loop, since the appends of a loop go out in groups.
 */
public final class ActionRouter {
    private static final Logger LOG = LoggerFactory.getLogger(ActionRouter.class);

    private final Map<SnsAction, Function<SnsCall, Future<Checked<byte[]>>>> actions;

    public ActionRouter(SnsServices services) {
        Lookups lookups = new Lookups(services.catalog(), services.config().partition());
        TopicActions topics = new TopicActions(services, lookups);
        TopicAttributeActions topicAttributes = new TopicAttributeActions(services, lookups);
        SubscriptionAttributeActions subscriptionAttributes = new SubscriptionAttributeActions(services, lookups);
        ListActions lists = new ListActions(services.catalog(), lookups);
        Appends appends = new Appends(services);
        PublishRates rates = services.publishLimits().rates();
        TagActions tags = new TagActions(services, lookups);
        PermissionActions permissions = new PermissionActions(services.writer(), lookups);
        actions = Map.ofEntries(
                Map.entry(SnsAction.PUBLISH_MESSAGE, new PublishAction(lookups, rates, appends)::publish),
                Map.entry(SnsAction.PUBLISH_BATCH, new PublishBatchAction(lookups, rates, appends)::publish),
                Map.entry(SnsAction.CREATE_TOPIC, topics::create),
                Map.entry(SnsAction.DELETE_TOPIC, topics::delete),
                Map.entry(SnsAction.LIST_TOPICS, lists::topics),
                Map.entry(SnsAction.GET_TOPIC_ATTRIBUTES, topicAttributes::get),
                Map.entry(SnsAction.SET_TOPIC_ATTRIBUTES, topicAttributes::set),
                Map.entry(SnsAction.SUBSCRIBE, new SubscribeAction(services, lookups)::subscribe),
                Map.entry(SnsAction.CONFIRM_SUBSCRIPTION, new ConfirmAction(services, lookups)::confirm),
                Map.entry(SnsAction.UNSUBSCRIBE, new UnsubscribeAction(services, lookups)::unsubscribe),
                Map.entry(SnsAction.LIST_SUBSCRIPTIONS, lists::subscriptions),
                Map.entry(SnsAction.LIST_SUBSCRIPTIONS_BY_TOPIC, lists::subscriptionsByTopic),
                Map.entry(SnsAction.GET_SUBSCRIPTION_ATTRIBUTES, subscriptionAttributes::get),
                Map.entry(SnsAction.SET_SUBSCRIPTION_ATTRIBUTES, subscriptionAttributes::set),
                Map.entry(SnsAction.TAG_RESOURCE, tags::tag),
                Map.entry(SnsAction.UNTAG_RESOURCE, tags::untag),
                Map.entry(SnsAction.LIST_TAGS_FOR_RESOURCE, tags::list),
                Map.entry(SnsAction.ADD_PERMISSION, permissions::add),
                Map.entry(SnsAction.REMOVE_PERMISSION, permissions::remove));
    }

    /** Carries a call out. The future always succeeds, on the context that called. */
    Future<SnsReply> handle(SnsCall call) {
        return Future.succeededFuture(call)
                .compose(Objects.requireNonNull(actions.get(call.action()), "every action has its method"))
                .map(answer -> answer.fold(
                        body -> SnsReply.ok(body, call.protocol()),
                        fault -> SnsReply.refused(fault, call.requestId(), call.protocol())))
                .otherwise(bug -> {
                    LOG.atError()
                            .setCause(bug)
                            .addKeyValue("action", call.action().wireName())
                            .addKeyValue("requestId", call.requestId())
                            .log("an action failed");
                    return SnsReply.refused(SnsFault.internal(), call.requestId(), call.protocol());
                });
    }
}
