package dev.carillon.sns.publish;

import dev.carillon.sns.action.ActionMethod;
import dev.carillon.sns.action.Lookups;
import dev.carillon.sns.action.SnsServices;
import dev.carillon.sns.limit.PublishRates;
import dev.carillon.sns.wire.SnsAction;
import java.util.Map;

/**
 * The actions that bring messages in. The methods belong to the event loop that they are made for, whose appends go out in
 * groups; they fail as {@link ActionMethod} says.
 */
public final class PublishRoutes {
    private PublishRoutes() {}

    /** Each action with the method that carries it out. */
    public static Map<SnsAction, ActionMethod> of(SnsServices services, Lookups lookups) {
        Appends appends = new Appends(services);
        PublishRates rates = services.publishLimits().rates();
        return Map.of(
                SnsAction.PUBLISH_MESSAGE, new PublishAction(lookups, rates, appends)::publish,
                SnsAction.PUBLISH_BATCH, new PublishBatchAction(lookups, rates, appends)::publish);
    }
}
