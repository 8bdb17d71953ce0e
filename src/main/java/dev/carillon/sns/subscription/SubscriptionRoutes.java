package dev.carillon.sns.subscription;

import dev.carillon.sns.action.ActionMethod;
import dev.carillon.sns.action.Lookups;
import dev.carillon.sns.action.SnsServices;
import dev.carillon.sns.wire.SnsAction;
import java.util.Map;

/**
 * The actions on subscriptions: what makes, confirms, ends and lists them, and their attributes. The methods belong to the
 * event loop that they are made for; they fail as {@link ActionMethod} says.
 */
public final class SubscriptionRoutes {
    private SubscriptionRoutes() {}

    /** Each action with the method that carries it out. */
    public static Map<SnsAction, ActionMethod> of(SnsServices services, Lookups lookups) {
        SubscriptionAttributeActions attributes = new SubscriptionAttributeActions(services, lookups);
        ListSubscriptionsActions lists = new ListSubscriptionsActions(lookups);
        return Map.of(
                SnsAction.SUBSCRIBE, new SubscribeAction(services, lookups)::subscribe,
                SnsAction.CONFIRM_SUBSCRIPTION, new ConfirmAction(services, lookups)::confirm,
                SnsAction.UNSUBSCRIBE, new UnsubscribeAction(services, lookups)::unsubscribe,
                SnsAction.LIST_SUBSCRIPTIONS, lists::all,
                SnsAction.LIST_SUBSCRIPTIONS_BY_TOPIC, lists::byTopic,
                SnsAction.GET_SUBSCRIPTION_ATTRIBUTES, attributes::get,
                SnsAction.SET_SUBSCRIPTION_ATTRIBUTES, attributes::set);
    }
}
