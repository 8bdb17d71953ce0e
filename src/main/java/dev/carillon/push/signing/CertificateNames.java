package dev.carillon.push.signing;

import dev.carillon.config.BrokerConfig;
import java.util.List;
import java.util.stream.Stream;

/** The names in the signing certificate. Validators compare them with the host that they fetch it from. */
public final class CertificateNames {
    private CertificateNames() {}

    /** The common name that is set, if one is, and the host of every region's {@code SigningCertURL}. */
    public static List<String> of(BrokerConfig config) {
        CertificateUrls urls = new CertificateUrls(config);
        Stream<String> hosts = config.regions().stream().map(urls::host);
        String common = config.delivery().certificateCommonName();
        return Stream.concat(Stream.of(common).filter(name -> !name.isEmpty()), hosts)
                .distinct()
                .toList();
    }
}
