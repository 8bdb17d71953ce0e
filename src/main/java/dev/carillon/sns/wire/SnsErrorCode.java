package dev.carillon.sns.wire;

import java.util.Locale;

/**
 * Every error that the endpoint answers, as clients see it: the code, the HTTP status and whose fault it is. AWS SNS API
 * reference, "Common Errors" and the actions' own; {@code AccessDeniedException} with 400 is Scaleway's.
 */
public enum SnsErrorCode {
    MISSING_AUTHENTICATION_TOKEN("MissingAuthenticationToken", 403),
    ACCESS_DENIED("AccessDeniedException", 400),
    SIGNATURE_DOES_NOT_MATCH("SignatureDoesNotMatch", 403),
    INCOMPLETE_SIGNATURE("IncompleteSignature", 400),
    REQUEST_EXPIRED("RequestExpired", 400),
    INVALID_ACTION("InvalidAction", 400),
    METHOD_NOT_ALLOWED("InvalidAction", 405),
    REQUEST_ENTITY_TOO_LARGE("RequestEntityTooLarge", 413),
    THROTTLED("Throttled", 429),
    QUOTA_EXCEEDED("Throttled", 429),
    RATE_EXCEEDED("Throttled", 429),
    SERVICE_UNAVAILABLE("ServiceUnavailable", 503),
    INTERNAL_ERROR("InternalError", 500),
    INVALID_PARAMETER("InvalidParameter", 400),
    PARAMETER_VALUE_INVALID("ParameterValueInvalid", 400),
    INVALID_STATE("InvalidState", 400),
    NOT_FOUND("NotFound", 404),
    RESOURCE_NOT_FOUND("ResourceNotFound", 404),
    TAG_LIMIT_EXCEEDED("TagLimitExceeded", 400),
    TOPIC_LIMIT_EXCEEDED("TopicLimitExceeded", 403),
    SUBSCRIPTION_LIMIT_EXCEEDED("SubscriptionLimitExceeded", 403),
    FILTER_POLICY_LIMIT_EXCEEDED("FilterPolicyLimitExceeded", 403),
    EMPTY_BATCH_REQUEST("EmptyBatchRequest", 400),
    TOO_MANY_ENTRIES_IN_BATCH_REQUEST("TooManyEntriesInBatchRequest", 400),
    BATCH_ENTRY_IDS_NOT_DISTINCT("BatchEntryIdsNotDistinct", 400),
    INVALID_BATCH_ENTRY_ID("InvalidBatchEntryId", 400),
    BATCH_REQUEST_TOO_LONG("BatchRequestTooLong", 400);

    private static final int TOO_MANY_REQUESTS = 429;

    private final String wireCode;
    private final int httpStatus;

    SnsErrorCode(String wireCode, int httpStatus) {
        this.wireCode = wireCode;
        this.httpStatus = httpStatus;
    }

    public String wireCode() {
        return wireCode;
    }

    public int httpStatus() {
        return httpStatus;
    }

    /** What the service model calls it; what is common to all services is in no model and keeps its code. */
    public String shape() {
        return switch (this) {
            case MISSING_AUTHENTICATION_TOKEN,
                    ACCESS_DENIED,
                    SIGNATURE_DOES_NOT_MATCH,
                    INCOMPLETE_SIGNATURE,
                    REQUEST_EXPIRED,
                    INVALID_ACTION,
                    METHOD_NOT_ALLOWED,
                    REQUEST_ENTITY_TOO_LARGE,
                    SERVICE_UNAVAILABLE -> wireCode;
            case PARAMETER_VALUE_INVALID -> "InvalidParameterValueException";
            default -> wireCode + "Exception";
        };
    }

    /** Why, in a fixed word: finer than the code where clients see one code for several reasons. */
    public String reason() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the client did what it may, but too much of it. */
    public boolean isForTooMuch() {
        return httpStatus == TOO_MANY_REQUESTS;
    }

    /** Whether the client can mend it; what it cannot is the {@code Receiver}'s. */
    public boolean isSenderFault() {
        return httpStatus < 500;
    }
}
