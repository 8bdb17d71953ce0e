package dev.carillon.push.signing;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;

/** The key that signs messages, with the certificate that vouches for it. Safe on every thread. */
final class SigningKey {
    private final IssuedCertificate certificate;
    private final PrivateKey key;
    private final RsaProvider provider;

    /** A signature object holds the key ready for use, and is one thread's. */
    private final ThreadLocal<Map<SignatureVersion, Signature>> ready =
            ThreadLocal.withInitial(() -> new EnumMap<>(SignatureVersion.class));

    SigningKey(IssuedCertificate certificate, PrivateKey key, RsaProvider provider) throws GeneralSecurityException {
        this.certificate = certificate;
        this.key = provider.adopt(key);
        this.provider = provider;
    }

    IssuedCertificate certificate() {
        return certificate;
    }

    /** The Base64 form of the signature. Costs a third of a millisecond or more: not for event loops. */
    String sign(SignatureVersion version, byte[] text) {
        try {
            Signature signature = signature(version);
            signature.update(text);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("RSA does not work on this machine", broken);
        }
    }

    private Signature signature(SignatureVersion version) throws GeneralSecurityException {
        Map<SignatureVersion, Signature> mine = ready.get();
        Signature signature = mine.get(version);
        if (signature == null) {
            signature = provider.signature(version.algorithm());
            signature.initSign(key);
            mine.put(version, signature);
        }
        return signature;
    }
}
