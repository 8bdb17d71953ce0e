package dev.carillon.app.tls;

import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/**
 * Who the broker is to TLS clients.
 *
 * @param chain the broker's own certificate first
 */
record PemIdentity(List<X509Certificate> chain, PrivateKey key) {
    PemIdentity {
        chain = List.copyOf(chain);
    }

    /**
     * Reads both files' texts.
     *
     * @throws GeneralSecurityException saying what is wrong with them, in words for an operator
     */
    static PemIdentity parse(String certificates, String privateKey) throws GeneralSecurityException {
        PemIdentity identity = new PemIdentity(chain(certificates), key(privateKey));
        identity.requireThatKeyFits();
        return identity;
    }

    private static List<X509Certificate> chain(String text) throws GeneralSecurityException {
        List<X509Certificate> chain = new ArrayList<>();
        for (Object part : parts(text)) {
            if (part instanceof X509CertificateHolder certificate) {
                chain.add(new JcaX509CertificateConverter().getCertificate(certificate));
            }
        }
        if (chain.isEmpty()) {
            throw new GeneralSecurityException("there is no certificate in it");
        }
        return chain;
    }

    private static PrivateKey key(String text) throws GeneralSecurityException {
        try {
            for (Object part : parts(text)) {
                if (part instanceof PrivateKeyInfo key) {
                    return new JcaPEMKeyConverter().getPrivateKey(key);
                } else if (part instanceof PEMKeyPair pair) {
                    return new JcaPEMKeyConverter().getPrivateKey(pair.getPrivateKeyInfo());
                }
            }
        } catch (PEMException malformed) {
            throw new GeneralSecurityException("the private key is malformed", malformed);
        }
        throw new GeneralSecurityException("there is no unencrypted private key in it");
    }

    private static List<Object> parts(String text) throws GeneralSecurityException {
        List<Object> parts = new ArrayList<>();
        try (PEMParser parser = new PEMParser(new StringReader(text))) {
            for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
                parts.add(part);
            }
        } catch (IOException malformed) {
            throw new GeneralSecurityException("not valid PEM", malformed);
        }
        return parts;
    }

    /** Files are replaced one after the other, so that a new certificate may be met with the old key. */
    private void requireThatKeyFits() throws GeneralSecurityException {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
        byte[] challenge = {1, 2, 3, 4, 5, 6, 7, 8};
        Signature signer = Signature.getInstance(algorithm);
        signer.initSign(key);
        signer.update(challenge);
        byte[] signature = signer.sign();
        Signature verifier = Signature.getInstance(algorithm);
        verifier.initVerify(chain.get(0).getPublicKey());
        verifier.update(challenge);
        if (!verifier.verify(signature)) {
            throw new GeneralSecurityException("the private key is not the certificate's");
        }
    }

    @Override
    public String toString() {
        return "PemIdentity[" + chain.get(0).getSubjectX500Principal() + "]";
    }
}
