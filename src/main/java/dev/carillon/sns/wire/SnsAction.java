package dev.carillon.sns.wire;

import static dev.carillon.model.Permission.MANAGE;
import static dev.carillon.model.Permission.PUBLISH;
import static dev.carillon.model.Permission.RECEIVE;

import dev.carillon.model.Permission;
import dev.carillon.model.SnsPermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The actions of SNS that the broker knows, with the permissions of which a caller needs one. */
public enum SnsAction {
    CREATE_TOPIC("CreateTopic", MANAGE),
    DELETE_TOPIC("DeleteTopic", MANAGE),
    LIST_TOPICS("ListTopics", PUBLISH, RECEIVE, MANAGE),
    GET_TOPIC_ATTRIBUTES("GetTopicAttributes", RECEIVE, MANAGE),
    SET_TOPIC_ATTRIBUTES("SetTopicAttributes", MANAGE),
    SUBSCRIBE("Subscribe", RECEIVE),
    CONFIRM_SUBSCRIPTION("ConfirmSubscription"),
    UNSUBSCRIBE("Unsubscribe", RECEIVE, MANAGE),
    LIST_SUBSCRIPTIONS("ListSubscriptions", RECEIVE, MANAGE),
    LIST_SUBSCRIPTIONS_BY_TOPIC("ListSubscriptionsByTopic", RECEIVE, MANAGE),
    GET_SUBSCRIPTION_ATTRIBUTES("GetSubscriptionAttributes", RECEIVE, MANAGE),
    SET_SUBSCRIPTION_ATTRIBUTES("SetSubscriptionAttributes", RECEIVE, MANAGE),
    PUBLISH_MESSAGE("Publish", PUBLISH),
    PUBLISH_BATCH("PublishBatch", PUBLISH),
    TAG_RESOURCE("TagResource", MANAGE),
    UNTAG_RESOURCE("UntagResource", MANAGE),
    LIST_TAGS_FOR_RESOURCE("ListTagsForResource", RECEIVE, MANAGE),
    ADD_PERMISSION("AddPermission", MANAGE),
    REMOVE_PERMISSION("RemovePermission", MANAGE);

    /** The rest of botocore's model sns/2010-03-31: SMS, mobile push and data protection. */
    private static final Set<String> NOT_OFFERED = Set.of(
            "CheckIfPhoneNumberIsOptedOut",
            "CreatePlatformApplication",
            "CreatePlatformEndpoint",
            "CreateSMSSandboxPhoneNumber",
            "DeleteEndpoint",
            "DeletePlatformApplication",
            "DeleteSMSSandboxPhoneNumber",
            "GetDataProtectionPolicy",
            "GetEndpointAttributes",
            "GetPlatformApplicationAttributes",
            "GetSMSAttributes",
            "GetSMSSandboxAccountStatus",
            "ListEndpointsByPlatformApplication",
            "ListOriginationNumbers",
            "ListPhoneNumbersOptedOut",
            "ListPlatformApplications",
            "ListSMSSandboxPhoneNumbers",
            "OptInPhoneNumber",
            "PutDataProtectionPolicy",
            "SetEndpointAttributes",
            "SetPlatformApplicationAttributes",
            "SetSMSAttributes",
            "VerifySMSSandboxPhoneNumber");

    private static final Map<String, SnsAction> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(SnsAction::wireName, Function.identity()));

    private final String wireName;

    @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
    private final Set<Permission> sufficient;

    SnsAction(String wireName, Permission... sufficient) {
        this.wireName = wireName;
        this.sufficient = Set.of(sufficient);
    }

    public String wireName() {
        return wireName;
    }

    /** Whether a credential with these permissions may call it. For each request: a stream was a fiftieth of a publish. */
    public boolean isAllowed(SnsPermissions permissions) {
        for (Permission each : sufficient) {
            if (permissions.allows(each)) {
                return true;
            }
        }
        return sufficient.isEmpty();
    }

    /** Whether it comes unsigned too, by the links in messages: its token or ARN is the authority then. */
    public boolean mayBeUnsigned() {
        return this == CONFIRM_SUBSCRIPTION || this == UNSUBSCRIBE;
    }

    /** Finds an action by its name; what is not one, or is not offered, is a fault that says so. */
    public static Checked<SnsAction> find(Optional<String> name) {
        if (name.isEmpty()) {
            return Checked.invalid(SnsFault.of(SnsErrorCode.INVALID_ACTION, "The request names no Action."));
        }
        SnsAction action = BY_NAME.get(name.get());
        return action != null ? Checked.valid(action) : Checked.invalid(unknown(name.get()));
    }

    private static SnsFault unknown(String name) {
        String message = NOT_OFFERED.contains(name)
                ? "The action " + name + " is not offered here: SMS, mobile push and data protection are not supported."
                : "The action " + Echo.of(name) + " is not valid for this endpoint.";
        return SnsFault.of(SnsErrorCode.INVALID_ACTION, message);
    }
}
