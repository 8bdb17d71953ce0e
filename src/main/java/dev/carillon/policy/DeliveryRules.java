package dev.carillon.policy;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a delivery policy says: of retries, of how many messages a second, of the type of their content. What it does not
 * say is empty. Immutable.
 */
final class DeliveryRules {
    static final DeliveryRules NONE = new DeliveryRules(null, 0, "");

    private final @Nullable RetryRule retries;
    private final int maxReceivesPerSecond;
    private final String contentType;

    /**
     * Of what is said.
     *
     * @param maxReceivesPerSecond 0 for not said
     * @param contentType empty for not said
     */
    DeliveryRules(@Nullable RetryRule retries, int maxReceivesPerSecond, String contentType) {
        this.retries = retries;
        this.maxReceivesPerSecond = maxReceivesPerSecond;
        this.contentType = contentType;
    }

    /** What these say, and where they say nothing what the others do. */
    DeliveryRules over(DeliveryRules others) {
        return new DeliveryRules(
                retries == null ? others.retries : retries,
                maxReceivesPerSecond == 0 ? others.maxReceivesPerSecond : maxReceivesPerSecond,
                contentType.isEmpty() ? others.contentType : contentType);
    }

    Optional<RetryRule> retries() {
        return Optional.ofNullable(retries);
    }

    /** 0 when it is not said. */
    int maxReceivesPerSecond() {
        return maxReceivesPerSecond;
    }

    /** Empty when it is not said. */
    String contentType() {
        return contentType;
    }

    /** {@code null} when it is not said. */
    String retriesJson() {
        return retries().map(RetryRule::json).orElse("null");
    }

    /** {@code null} when it is not said. */
    String throttleJson() {
        return maxReceivesPerSecond == 0 ? "null" : "{\"maxReceivesPerSecond\":" + maxReceivesPerSecond + "}";
    }

    /** {@code null} when it is not said. */
    String requestJson() {
        return contentType.isEmpty() ? "null" : "{\"headerContentType\":\"" + contentType + "\"}";
    }
}
