package dev.carillon.bench.e2e;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** The yardstick for signed delivery: RSA signatures a second by the provider alone, on a thread a core. */
final class SignatureRate {
    private static final byte[] TEXT = "x".repeat(1300).getBytes(StandardCharsets.UTF_8);

    private SignatureRate() {}

    static double perSecond(int threads, Duration span) throws GeneralSecurityException, InterruptedException {
        PrivateKey key = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate();
        long[] counts = new long[threads];
        List<Thread> workers = IntStream.range(0, threads)
                .mapToObj(worker -> new Thread(() -> counts[worker] = count(key, span)))
                .toList();
        workers.forEach(Thread::start);
        for (Thread worker : workers) {
            worker.join();
        }
        return IntStream.range(0, threads).mapToLong(worker -> counts[worker]).sum() * 1e9 / span.toNanos();
    }

    static Provider provider() {
        return AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError() == null
                ? AmazonCorrettoCryptoProvider.INSTANCE
                : Security.getProvider("SunRsaSign");
    }

    private static long count(PrivateKey key, Duration span) {
        try {
            Signature signature = Signature.getInstance("SHA1withRSA", provider());
            long until = System.nanoTime() + span.toNanos();
            long count = 0;
            while (System.nanoTime() < until) {
                signature.initSign(key);
                signature.update(TEXT);
                count += signature.sign().length / 256;
            }
            return count;
        } catch (GeneralSecurityException unsupported) {
            throw new IllegalStateException(unsupported);
        }
    }
}
