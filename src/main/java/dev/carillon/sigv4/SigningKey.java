package dev.carillon.sigv4;

import dev.carillon.model.SecretKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret narrowed to one credential scope, with the MAC that it has set up. Belongs to one thread.
 *
 * <pre>
 *   key = HMAC(HMAC(HMAC(HMAC("AWS4" + secret, day), region), service), "aws4_request")
 * </pre>
 */
final class SigningKey {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKey secretKey;
    private final Mac mac;

    private SigningKey(SecretKey secretKey, Mac mac) {
        this.secretKey = secretKey;
        this.mac = mac;
    }

    static SigningKey derive(SecretKey secretKey, CredentialScope scope) {
        Mac mac = keyed(utf8("AWS4" + secretKey.value()));
        for (String part : new String[] {scope.day(), scope.region(), scope.service(), CredentialScope.TERMINATOR}) {
            mac = keyed(mac.doFinal(utf8(part)));
        }
        return new SigningKey(secretKey, mac);
    }

    /** Whether it was derived from this secret, and not from one that the credential had before. */
    boolean isOf(SecretKey current) {
        return secretKey.equals(current);
    }

    byte[] sign(ByteText text) {
        mac.update(text.bytes(), 0, text.length());
        return mac.doFinal();
    }

    private static Mac keyed(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
