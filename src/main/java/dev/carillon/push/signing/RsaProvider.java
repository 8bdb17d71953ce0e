package dev.carillon.push.signing;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Objects;

/**
 * Who does the arithmetic: Amazon's Corretto Crypto Provider where its library loads, which takes a quarter of the time,
 * the JDK elsewhere. Their signatures are the same bytes.
 */
record RsaProvider(Provider provider) {
    static RsaProvider fastest() {
        AmazonCorrettoCryptoProvider corretto = AmazonCorrettoCryptoProvider.INSTANCE;
        return corretto.getLoadingError() == null ? new RsaProvider(corretto) : ofJdk();
    }

    static RsaProvider ofJdk() {
        return new RsaProvider(Objects.requireNonNull(Security.getProvider("SunRsaSign"), "a part of every JDK"));
    }

    /** The same key as this provider holds it, so that it is not converted for every signature. */
    PrivateKey adopt(PrivateKey key) throws GeneralSecurityException {
        return KeyFactory.getInstance("RSA", provider).generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()));
    }

    Signature signature(String algorithm) throws GeneralSecurityException {
        return Signature.getInstance(algorithm, provider);
    }
}
