package dev.carillon.sns.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.testing.Keeps;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The HTTP status of every code: SDKs choose by it what to try again. */
class SnsErrorCodeTest {
    @Test
    @Keeps({
        "refusal.statuses",
        "refusal.method",
        "refusal.too-large",
        "limit.topics",
        "limit.subscriptions",
        "limit.filter-policies",
        "attribute.code"
    })
    void everyCodeHasItsStatus() {
        Map<String, Set<Integer>> statuses = Arrays.stream(SnsErrorCode.values())
                .collect(Collectors.groupingBy(
                        SnsErrorCode::wireCode,
                        TreeMap::new,
                        Collectors.mapping(SnsErrorCode::httpStatus, Collectors.toSet())));

        assertThat(statuses)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("AccessDeniedException", Set.of(400)),
                        Map.entry("BatchEntryIdsNotDistinct", Set.of(400)),
                        Map.entry("BatchRequestTooLong", Set.of(400)),
                        Map.entry("EmptyBatchRequest", Set.of(400)),
                        Map.entry("FilterPolicyLimitExceeded", Set.of(403)),
                        Map.entry("IncompleteSignature", Set.of(400)),
                        Map.entry("InternalError", Set.of(500)),
                        Map.entry("InvalidAction", Set.of(400, 405)),
                        Map.entry("InvalidBatchEntryId", Set.of(400)),
                        Map.entry("InvalidParameter", Set.of(400)),
                        Map.entry("InvalidState", Set.of(400)),
                        Map.entry("MissingAuthenticationToken", Set.of(403)),
                        Map.entry("NotFound", Set.of(404)),
                        Map.entry("ParameterValueInvalid", Set.of(400)),
                        Map.entry("RequestEntityTooLarge", Set.of(413)),
                        Map.entry("RequestExpired", Set.of(400)),
                        Map.entry("ResourceNotFound", Set.of(404)),
                        Map.entry("ServiceUnavailable", Set.of(503)),
                        Map.entry("SignatureDoesNotMatch", Set.of(403)),
                        Map.entry("SubscriptionLimitExceeded", Set.of(403)),
                        Map.entry("TagLimitExceeded", Set.of(400)),
                        Map.entry("Throttled", Set.of(429)),
                        Map.entry("TooManyEntriesInBatchRequest", Set.of(400)),
                        Map.entry("TopicLimitExceeded", Set.of(403))));
    }
}
