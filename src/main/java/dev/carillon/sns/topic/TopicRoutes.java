package dev.carillon.sns.topic;

import dev.carillon.sns.action.ActionMethod;
import dev.carillon.sns.action.Lookups;
import dev.carillon.sns.action.SnsServices;
import dev.carillon.sns.wire.SnsAction;
import java.util.Map;

/**
 * The actions on topics: what makes, deletes and lists them, and their attributes, tags and permissions. The methods
 * belong to the event loop that they are made for; they fail as {@link ActionMethod} says.
 */
public final class TopicRoutes {
    private TopicRoutes() {}

    /** Each action with the method that carries it out. */
    public static Map<SnsAction, ActionMethod> of(SnsServices services, Lookups lookups) {
        TopicActions topics = new TopicActions(services, lookups);
        TopicAttributeActions attributes = new TopicAttributeActions(services, lookups);
        TagActions tags = new TagActions(services, lookups);
        PermissionActions permissions = new PermissionActions(services.writer(), lookups);
        return Map.of(
                SnsAction.CREATE_TOPIC, topics::create,
                SnsAction.DELETE_TOPIC, topics::delete,
                SnsAction.LIST_TOPICS, new ListTopicsAction(lookups)::list,
                SnsAction.GET_TOPIC_ATTRIBUTES, attributes::get,
                SnsAction.SET_TOPIC_ATTRIBUTES, attributes::set,
                SnsAction.TAG_RESOURCE, tags::tag,
                SnsAction.UNTAG_RESOURCE, tags::untag,
                SnsAction.LIST_TAGS_FOR_RESOURCE, tags::list,
                SnsAction.ADD_PERMISSION, permissions::add,
                SnsAction.REMOVE_PERMISSION, permissions::remove);
    }
}
