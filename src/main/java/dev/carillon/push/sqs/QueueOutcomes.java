package dev.carillon.push.sqs;

import dev.carillon.push.AttemptOutcome;
import dev.carillon.push.AttemptOutcome.Permanent;
import dev.carillon.push.AttemptOutcome.Retryable;
import dev.carillon.push.FailureWords;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;

/**
 * What a queue's answer means for its message: as with SNS itself, a client's error is permanent.
 *
 * <pre>
 *   throttling, 5xx, a clock that is wrong, no answer    retry
 *   no such queue                                        permanent: no-queue
 *   401, 403                                             permanent: denied
 *   other 4xx                                            permanent: status
 * </pre>
 */
final class QueueOutcomes {
    static final AttemptOutcome DELIVERED = new AttemptOutcome.Delivered(200);
    static final AttemptOutcome STOPPING = new Retryable(0, "stopping", Duration.ZERO);

    static final AttemptOutcome UNKNOWN = new Retryable(0, "malformed", Duration.ZERO);

    /** No service is configured for the queue any more: it may be again. */
    static final AttemptOutcome UNSERVED = new Retryable(0, "unserved", Duration.ZERO);

    /** SQS has no room for so many. */
    static final AttemptOutcome TOO_MANY_ATTRIBUTES = new Permanent(0, "attributes");

    static final String NO_QUEUE = "no-queue";
    static final String STATUS = "status";

    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;
    private static final Set<String> NO_QUEUE_CODES =
            Set.of("QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue");

    private QueueOutcomes() {}

    /** Of a request that failed as a whole. */
    static AttemptOutcome of(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof AwsServiceException answered) {
                return of(answered);
            }
            if (each instanceof TimeoutException) {
                return new Retryable(0, FailureWords.TIMEOUT, Duration.ZERO);
            }
        }
        return new Retryable(0, FailureWords.of(failure), Duration.ZERO);
    }

    /** Of one message in a batch that was taken otherwise. */
    static AttemptOutcome of(BatchResultErrorEntry failed) {
        if (isThrottling(failed.code())) {
            return new Retryable(CLIENT_ERROR, "throttled", Duration.ZERO);
        }
        return Boolean.TRUE.equals(failed.senderFault())
                ? permanent(CLIENT_ERROR, failed.code())
                : new Retryable(SERVER_ERROR, STATUS, Duration.ZERO);
    }

    private static AttemptOutcome of(AwsServiceException answered) {
        int status = answered.statusCode();
        String code = answered.awsErrorDetails() == null
                ? ""
                : String.valueOf(answered.awsErrorDetails().errorCode());
        if (answered.isThrottlingException() || isThrottling(code)) {
            return new Retryable(status, "throttled", Duration.ZERO);
        }
        if (status < CLIENT_ERROR || status >= SERVER_ERROR || answered.isClockSkewException()) {
            return new Retryable(status, STATUS, Duration.ZERO);
        }
        return permanent(status, code);
    }

    private static AttemptOutcome permanent(int status, String code) {
        if (NO_QUEUE_CODES.contains(code)) {
            return new Permanent(status, NO_QUEUE);
        }
        boolean isDenied = status == 401 || status == 403 || code.equals("AccessDenied");
        return new Permanent(status, isDenied ? "denied" : STATUS);
    }

    private static boolean isThrottling(String code) {
        return code.contains("Throttl") || code.equals("RequestLimitExceeded") || code.equals("OverLimit");
    }
}
