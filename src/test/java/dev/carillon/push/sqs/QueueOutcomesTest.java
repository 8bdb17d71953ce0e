package dev.carillon.push.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.push.AttemptOutcome.Permanent;
import dev.carillon.push.AttemptOutcome.Retryable;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

class QueueOutcomesTest {
    @ParameterizedTest
    @CsvSource({
        "400, QueueDoesNotExist, no-queue",
        "400, AWS.SimpleQueueService.NonExistentQueue, no-queue",
        "403, AccessDenied, denied",
        "400, AccessDenied, denied",
        "403, SignatureDoesNotMatch, denied",
        "400, InvalidMessageContents, status",
        "413, RequestEntityTooLarge, status",
    })
    void aClientsErrorIsPermanent(int status, String code, String word) {
        assertThat(QueueOutcomes.of(answered(status, code))).isEqualTo(new Permanent(status, word));
    }

    @ParameterizedTest
    @CsvSource({
        "400, RequestThrottled, throttled",
        "403, RequestThrottled, throttled",
        "429, TooMany, throttled",
        "400, ThrottlingException, throttled",
        "500, InternalError, status",
        "503, ServiceUnavailable, status",
        "403, RequestTimeTooSkewed, status",
    })
    void whatMayPassIsTriedAgain(int status, String code, String word) {
        assertThat(QueueOutcomes.of(answered(status, code))).isEqualTo(new Retryable(status, word, Duration.ZERO));
    }

    @Test
    void noAnswerIsTriedAgain() {
        assertThat(QueueOutcomes.of(new CompletionException(new ConnectException("secret"))))
                .isEqualTo(new Retryable(0, "refused", Duration.ZERO));
        assertThat(QueueOutcomes.of(new TimeoutException())).isEqualTo(new Retryable(0, "timeout", Duration.ZERO));
        assertThat(QueueOutcomes.of(new IllegalStateException()))
                .isEqualTo(new Retryable(0, "connection", Duration.ZERO));
    }

    @Test
    void anEntryOfABatchFailsAlone() {
        assertThat(QueueOutcomes.of(entry("InvalidMessageContents", true))).isEqualTo(new Permanent(400, "status"));
        assertThat(QueueOutcomes.of(entry("InternalError", false)))
                .isEqualTo(new Retryable(500, "status", Duration.ZERO));
        assertThat(QueueOutcomes.of(entry("RequestThrottled", true)))
                .isEqualTo(new Retryable(400, "throttled", Duration.ZERO));
    }

    private static BatchResultErrorEntry entry(String code, boolean isSendersFault) {
        return BatchResultErrorEntry.builder()
                .id("0")
                .code(code)
                .senderFault(isSendersFault)
                .build();
    }

    private static Throwable answered(int status, String code) {
        return new CompletionException(SqsException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build());
    }
}
