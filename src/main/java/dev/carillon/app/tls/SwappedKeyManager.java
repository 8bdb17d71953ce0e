package dev.carillon.app.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Shows TLS clients the newest identity, so that listeners need not be told of a new one. Safe on every thread.
 *
 * <p>A handshake asks first for an alias and then for its key and chain. The alias therefore names one identity: the one
 * before is kept for handshakes that began with it.
 */
final class SwappedKeyManager extends X509ExtendedKeyManager {
    private record Identities(long number, PemIdentity current, PemIdentity previous) {
        String alias() {
            return Long.toString(number);
        }

        @Nullable
        PemIdentity named(String alias) {
            if (alias.equals(alias())) {
                return current;
            }
            return alias.equals(Long.toString(number - 1)) ? previous : null;
        }
    }

    private volatile Identities identities;

    SwappedKeyManager(PemIdentity identity) {
        identities = new Identities(0, identity, identity);
    }

    /** From now on, handshakes get this identity. Called by one thread at a time. */
    void swap(PemIdentity identity) {
        Identities before = identities;
        identities = new Identities(before.number() + 1, identity, before.current());
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
        Identities now = identities;
        return now.current().key().getAlgorithm().equals(keyType) ? now.alias() : null;
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, Socket socket) {
        Identities now = identities;
        return now.current().key().getAlgorithm().equals(keyType) ? now.alias() : null;
    }

    @Override
    public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return new String[] {identities.alias()};
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        PemIdentity identity = identities.named(alias);
        return identity == null ? null : identity.chain().toArray(new X509Certificate[0]);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        PemIdentity identity = identities.named(alias);
        return identity == null ? null : identity.key();
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(String[] keyTypes, Principal @Nullable [] issuers, Socket socket) {
        return null;
    }
}
