package dev.carillon.push;

import dev.carillon.config.BrokerConfig;
import dev.carillon.config.ConfigLoader;
import dev.carillon.config.ConfigOutcome;
import dev.carillon.config.DeliveryConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Configurations for this package's tests: the defaults, with loopback open, but for what is said. */
public final class TestDelivery {
    private final Map<String, String> environment = new HashMap<>();

    public static DeliveryConfig networks(boolean isPrivateOpen, List<String> networks) {
        DeliveryConfig usual = new TestDelivery().config();
        return new DeliveryConfig(
                usual.attemptTimeout(),
                usual.connectTimeout(),
                usual.window(),
                usual.perOrigin(),
                usual.inFlight(),
                usual.functionRetryWindow(),
                usual.confirmationsPerHour(),
                isPrivateOpen,
                networks,
                usual.lambdaPayload(),
                usual.userAgent(),
                usual.certificateUrlBase(),
                usual.certificateForm(),
                usual.certificateCommonName(),
                usual.signingThreads(),
                usual.sqs());
    }

    /** Sets {@code delivery.<key>}. */
    public TestDelivery with(String key, String value) {
        environment.put("CARILLON_DELIVERY_" + key.replace('-', '_').toUpperCase(java.util.Locale.ROOT), value);
        return this;
    }

    DeliveryConfig config() {
        return broker().delivery();
    }

    public BrokerConfig broker() {
        ConfigOutcome outcome = new ConfigLoader(environment).load();
        if (outcome instanceof ConfigOutcome.Accepted accepted) {
            return accepted.config();
        }
        throw new IllegalArgumentException(outcome.toString());
    }
}
