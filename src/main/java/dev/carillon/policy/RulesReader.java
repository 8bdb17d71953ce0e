package dev.carillon.policy;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the three sections of a delivery policy, which topics and subscriptions call by different names. The bounds are
 * those of AWS's "Creating an HTTP/S delivery policy".
 */
final class RulesReader {
    private static final Set<String> RETRY_MEMBERS = Set.of(
            "minDelayTarget",
            "maxDelayTarget",
            "numRetries",
            "numMaxDelayRetries",
            "numNoDelayRetries",
            "numMinDelayRetries",
            "backoffFunction");

    private static final int LONGEST_SECONDS = 3_600;
    private static final int MOST_RETRIES = 100;

    private RulesReader() {}

    static DeliveryRules read(PolicyObject policy, String retries, String throttle, String request) throws PolicyFault {
        Optional<PolicyObject> retryPolicy = policy.object(retries);
        @Nullable RetryRule rule = retryPolicy.isPresent() ? retryRule(retryPolicy.get()) : null;
        Optional<PolicyObject> throttlePolicy = policy.object(throttle);
        Optional<PolicyObject> requestPolicy = policy.object(request);
        return new DeliveryRules(
                rule,
                throttlePolicy.isPresent() ? maxReceives(throttlePolicy.get()) : 0,
                requestPolicy.isPresent() ? contentType(requestPolicy.get()) : "");
    }

    private static RetryRule retryRule(PolicyObject policy) throws PolicyFault {
        PolicyObject known = policy.withOnly(RETRY_MEMBERS);
        RetryRule usual = RetryRule.DEFAULT;
        RetryRule rule = new RetryRule(
                known.integer("minDelayTarget", usual.minDelayTarget(), 1, LONGEST_SECONDS),
                known.integer("maxDelayTarget", usual.maxDelayTarget(), 1, LONGEST_SECONDS),
                known.integer("numRetries", usual.numRetries(), 0, MOST_RETRIES),
                known.integer("numMaxDelayRetries", 0, 0, MOST_RETRIES),
                known.integer("numNoDelayRetries", 0, 0, MOST_RETRIES),
                known.integer("numMinDelayRetries", 0, 0, MOST_RETRIES),
                backoff(known));
        return checked(rule, known);
    }

    private static Backoff backoff(PolicyObject policy) throws PolicyFault {
        String word = policy.text("backoffFunction");
        if (word.isEmpty() && !policy.node().has("backoffFunction")) {
            return RetryRule.DEFAULT.backoffFunction();
        }
        return Backoff.fromWireName(word)
                .orElseThrow(() -> new PolicyFault(policy.name("backoffFunction")
                        + " must be one of: linear, arithmetic, geometric, exponential"));
    }

    /** What must be true of several members together. */
    private static RetryRule checked(RetryRule rule, PolicyObject policy) throws PolicyFault {
        if (rule.minDelayTarget() > rule.maxDelayTarget()) {
            throw new PolicyFault(policy.name("maxDelayTarget") + " must be greater than or equal to minDelayTarget");
        }
        if (rule.numBackoffRetries() < 0) {
            throw new PolicyFault(policy.name("numRetries") + " must be greater than or equal to total of"
                    + " numMinDelayRetries, numNoDelayRetries and numMaxDelayRetries");
        }
        if (rule.spanMillis() > 1_000L * LONGEST_SECONDS) {
            throw new PolicyFault(policy.path() + ": the total retry time must be less than or equal to "
                    + LONGEST_SECONDS + " seconds");
        }
        return rule;
    }

    private static int maxReceives(PolicyObject policy) throws PolicyFault {
        return policy.withOnly(Set.of("maxReceivesPerSecond")).integer("maxReceivesPerSecond", 0, 1, Integer.MAX_VALUE);
    }

    private static String contentType(PolicyObject policy) throws PolicyFault {
        String type = policy.withOnly(Set.of("headerContentType")).text("headerContentType");
        if (policy.node().has("headerContentType") && !ContentTypes.isOffered(type)) {
            throw new PolicyFault(policy.name("headerContentType") + " is not a supported content type");
        }
        return type;
    }
}
