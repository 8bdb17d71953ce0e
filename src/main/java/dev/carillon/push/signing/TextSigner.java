package dev.carillon.push.signing;

import dev.carillon.config.BrokerConfig;
import dev.carillon.model.Region;

/** Signs texts with the key in force, and says where its certificate is. Safe on every thread, but for event loops. */
public final class TextSigner {
    private final SigningKeys keys;
    private final CertificateUrls certificates;

    public TextSigner(BrokerConfig config, SigningKeys keys) {
        this.keys = keys;
        this.certificates = new CertificateUrls(config);
    }

    /**
     * Signs a text. Costs a third of a millisecond or more.
     *
     * @param region whose address of the certificate the receiver is told
     */
    public Signed sign(Region region, SignatureVersion version, byte[] text) {
        SigningKey key = keys.current();
        return new Signed(version, key.sign(version, text), certificates.url(region, key.certificate()));
    }
}
