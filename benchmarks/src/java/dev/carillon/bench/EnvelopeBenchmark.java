package dev.carillon.bench;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import dev.carillon.config.BrokerConfig;
import dev.carillon.config.ConfigLoader;
import dev.carillon.config.ConfigOutcome;
import dev.carillon.model.MessageText;
import dev.carillon.model.ProjectId;
import dev.carillon.model.ProjectScope;
import dev.carillon.model.Protocol;
import dev.carillon.model.Publication;
import dev.carillon.model.Region;
import dev.carillon.model.Subscription;
import dev.carillon.model.SubscriptionArn;
import dev.carillon.model.SubscriptionState;
import dev.carillon.model.TimeSource;
import dev.carillon.model.TopicArn;
import dev.carillon.push.envelope.BodyForm;
import dev.carillon.push.envelope.MessageSigner;
import dev.carillon.push.envelope.NotificationRequest;
import dev.carillon.push.envelope.SignedNotification;
import dev.carillon.push.signing.CertificateNames;
import dev.carillon.push.signing.SignatureVersion;
import dev.carillon.push.signing.SigningKeys;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What a message costs before it is posted: rendered and signed on the signing pool, one at a time, then made into a
 * body for each subscription. Beside it the bare signature.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EnvelopeBenchmark {
    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");
    private static final Set<BodyForm> FORMS = EnumSet.of(BodyForm.LAMBDA);

    @Param({"1024", "262144"})
    int messageBytes;

    private final Vertx vertx = Vertx.vertx();
    private final TopicArn topic =
            new TopicArn("scw", new ProjectScope(new ProjectId(new UUID(1, 2)), new Region("fr-par")), "bench");
    private final Subscription subscription = new Subscription(
            1,
            new SubscriptionArn(topic, new UUID(3, 4)),
            Protocol.LAMBDA,
            "http://127.0.0.1/",
            new SubscriptionState.Confirmed(1, ""),
            true,
            false,
            NOW,
            Map.of());

    private final MessageSigner signer;
    private final Signature signature;
    private Publication publication = publication(0);
    private byte[] text = new byte[0];
    private SignedNotification signed;

    public EnvelopeBenchmark() {
        try {
            BrokerConfig config = config();
            Path folder = Files.createTempDirectory("signing");
            TimeSource time = new StandingTime();
            SigningKeys keys = SigningKeys.open(folder, CertificateNames.of(config), time);
            signer = new MessageSigner(vertx, config, keys, time);
            signature = Signature.getInstance("SHA1withRSA", AmazonCorrettoCryptoProvider.INSTANCE);
            signature.initSign(
                    KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate());
        } catch (IOException | GeneralSecurityException unusable) {
            throw new IllegalStateException(unusable);
        }
        signed = notification();
    }

    @Setup
    public void prepare() {
        publication = publication(messageBytes);
        text = publication.message().utf8();
        signed = notification();
    }

    @TearDown
    public void close() {
        vertx.close().await();
    }

    @Benchmark
    public SignedNotification renderAndSign() {
        return notification();
    }

    @Benchmark
    public void bodiesForTenSubscriptions(Blackhole sink) {
        for (int i = 0; i < 10; i++) {
            sink.consume(signed.to(subscription));
        }
    }

    @Benchmark
    public byte[] signatureAlone() throws GeneralSecurityException {
        signature.update(text);
        return signature.sign();
    }

    private SignedNotification notification() {
        return signer.notification(new NotificationRequest(topic, SignatureVersion.V1, 0, publication, NOW), FORMS)
                .await();
    }

    private static Publication publication(int bytes) {
        return new Publication(new UUID(5, 6), "", MessageText.of("m".repeat(bytes)), false, List.of(), "", "", "");
    }

    private static BrokerConfig config() {
        if (new ConfigLoader(Map.of()).load() instanceof ConfigOutcome.Accepted accepted) {
            return accepted.config();
        }
        throw new IllegalStateException("the defaults are allowed");
    }

    /** The moment of signing, for ever. */
    private static final class StandingTime implements TimeSource {
        @Override
        public Instant now() {
            return NOW;
        }

        @Override
        public long nanoTime() {
            return 0;
        }
    }
}
