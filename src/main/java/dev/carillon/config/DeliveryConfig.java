package dev.carillon.config;

import dev.carillon.model.ByteSize;
import java.time.Duration;
import java.util.List;

/**
 * Pushing to endpoints.
 *
 * @param attemptTimeout from the start of an attempt to the end of its answer
 * @param window notifications under way to one subscription
 * @param perOrigin notifications under way to one host and port
 * @param inFlight bytes of all notifications under way
 * @param functionRetryWindow how long a lambda subscription is retried
 * @param allowPrivateNetworks whether endpoints may be in loopback and private ranges
 * @param allowedNetworks CIDRs that are open although their range is forbidden
 * @param lambdaPayload what function URLs get
 * @param certificateUrlBase prefix of {@code SigningCertURL}; empty means the public SNS URL
 */
public record DeliveryConfig(
        Duration attemptTimeout,
        Duration connectTimeout,
        int window,
        int perOrigin,
        ByteSize inFlight,
        Duration functionRetryWindow,
        boolean allowPrivateNetworks,
        List<String> allowedNetworks,
        LambdaPayload lambdaPayload,
        String userAgent,
        String certificateUrlBase,
        CertificateForm certificateForm,
        int signingThreads) {
    public DeliveryConfig {
        allowedNetworks = List.copyOf(allowedNetworks);
    }

    /** What a function URL gets as its body. */
    public enum LambdaPayload {
        /** The same envelope as http. */
        ENVELOPE,
        /** AWS Lambda's SNS event. */
        AWS_EVENT,
        /** The message alone. */
        MESSAGE
    }

    /** Which of its two names the certificate has in messages. */
    public enum CertificateForm {
        /** {@code SimpleNotificationService-<serial>.pem}, which AWS's validators insist on. */
        AWS,
        /** {@code sns_certificate_<serial>.crt} */
        SCALEWAY
    }
}
