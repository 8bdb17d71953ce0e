package dev.carillon.crash.soak;

import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sns.model.SnsException;

/** Calls that are made again until a broker answers them that neither stops nor is away. */
final class Insisting {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int THROTTLED = 429;
    private static final int UNAVAILABLE = 503;

    private Insisting() {}

    /** What SNS answers; any other refusal is thrown. */
    static <T> T sns(Supplier<T> call) {
        return until(() -> {
            try {
                return Optional.of(call.get());
            } catch (SdkClientException brokerAway) {
                return Optional.empty();
            } catch (SnsException refused) {
                if (isForNow(refused.statusCode())) {
                    return Optional.empty();
                }
                throw refused;
            }
        });
    }

    /** What the management API answers, whatever it is. */
    static HttpResponse<String> management(Supplier<HttpResponse<String>> call) {
        return until(() -> {
            try {
                return Optional.of(call.get()).filter(reply -> !isForNow(reply.statusCode()));
            } catch (UncheckedIOException brokerAway) {
                return Optional.empty();
            }
        });
    }

    /** What a call gives when it gives anything. */
    static <T> T until(Supplier<Optional<T>> call) {
        return await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(PAUSE)
                .until(call::get, Optional::isPresent)
                .orElseThrow();
    }

    private static boolean isForNow(int statusCode) {
        return statusCode == THROTTLED || statusCode == UNAVAILABLE;
    }
}
