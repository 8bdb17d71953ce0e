package dev.carillon.push.signing;

import dev.carillon.config.BrokerConfig;
import dev.carillon.config.DeliveryConfig.CertificateForm;
import dev.carillon.model.Region;
import java.net.URI;

/** Where receivers of messages find the certificate: {@code SigningCertURL}. */
final class CertificateUrls {
    static final String AWS_PREFIX = "/SimpleNotificationService-";
    static final String AWS_SUFFIX = ".pem";
    static final String SCALEWAY_PREFIX = "/sns_certificate_";
    static final String SCALEWAY_SUFFIX = ".crt";

    private final BrokerConfig config;

    CertificateUrls(BrokerConfig config) {
        this.config = config;
    }

    String url(Region region, IssuedCertificate certificate) {
        CertificateForm form = config.delivery().certificateForm();
        String path = switch (form) {
            case AWS -> AWS_PREFIX + certificate.serial() + AWS_SUFFIX;
            case SCALEWAY -> SCALEWAY_PREFIX + certificate.serial() + SCALEWAY_SUFFIX;
        };
        return base(region) + path;
    }

    String host(Region region) {
        String host = URI.create(base(region)).getHost();
        return host == null ? "localhost" : host.replaceAll("[\\[\\]]", "");
    }

    private String base(Region region) {
        String base = config.delivery().certificateUrlBase();
        return base.isEmpty() ? config.sns().publicUrl(region) : base.replace("{region}", region.name());
    }
}
