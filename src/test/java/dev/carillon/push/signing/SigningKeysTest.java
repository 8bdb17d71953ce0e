package dev.carillon.push.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.testing.Keeps;
import dev.carillon.testing.VirtualTime;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeysTest {
    private static final List<String> NAMES = List.of("sns.example.com", "sns.fr-par.example.com");
    private static final byte[] TEXT = "text".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path data;

    private final VirtualTime time = new VirtualTime();

    @Test
    @Keeps("certificate.restart")
    void aRestartChangesNothing() throws IOException {
        SigningKeys first = open();
        SigningKeys second = open();

        assertThat(second.current().certificate()).isEqualTo(first.current().certificate());
        assertThat(second.current().sign(SignatureVersion.V1, TEXT))
                .isEqualTo(first.current().sign(SignatureVersion.V1, TEXT));
        assertThat(second.certificates()).containsExactlyInAnyOrderElementsOf(first.certificates());
    }

    @Test
    @Keeps({"certificate.chain", "signature.key", "certificate.common-name"})
    void aChainOfItsOwnVouchesForTheKey() throws IOException, GeneralSecurityException {
        SigningKeys keys = open();
        X509Certificate signing = keys.current().certificate().x509();
        X509Certificate intermediate = issuerOf(signing, keys);
        X509Certificate root = issuerOf(intermediate, keys);

        PKIXParameters trusted = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
        trusted.setRevocationEnabled(false);
        trusted.setDate(Date.from(time.now()));
        assertThat(CertPathValidator.getInstance("PKIX")
                        .validate(
                                CertificateFactory.getInstance("X.509")
                                        .generateCertPath(List.of(signing, intermediate)),
                                trusted))
                .isNotNull();
        assertThat(issuerOf(root, keys)).isEqualTo(root);
        assertThat(signing.getSubjectX500Principal().getName()).isEqualTo("CN=sns.example.com");
        assertThat(signing.getSubjectAlternativeNames())
                .containsExactly(List.of(2, NAMES.get(0)), List.of(2, NAMES.get(1)));
        assertThat(keys.current().certificate().serial()).matches("[0-9a-f]{32}");
        assertThat(signing.getPublicKey())
                .isInstanceOfSatisfying(
                        RSAPublicKey.class,
                        key -> assertThat(key.getModulus().bitLength()).isEqualTo(2048));
    }

    @Test
    void anAuthorityOfAnEarlierVersionStaysInForce() throws Exception {
        CertificateIssuer.Issued authority = authorityWithoutIntermediate();
        new SigningFolder(data.resolve("signing")).keep(authority.certificate(), authority.key());

        SigningKeys keys = open();

        assertThat(keys.current().certificate().isIssuedBy(authority.certificate()))
                .isTrue();
        assertThat(keys.certificates()).hasSize(2);
    }

    @Test
    @Keeps("certificate.rotate-command")
    void aKeyThatIsRotatedIsTakenOverWithoutARestart() throws IOException {
        SigningKeys keys = open();
        IssuedCertificate old = keys.current().certificate();

        String serial = SigningKeys.rotate(data.resolve("signing"), NAMES, time);
        assertThat(keys.current().certificate()).isEqualTo(old);
        keys.look();

        assertThat(keys.current().certificate().serial()).isEqualTo(serial);
        assertThat(keys.certificates()).hasSize(4).contains(old);
        assertThat(open().current().certificate().serial()).isEqualTo(serial);
        assertThat(data.resolve("signing").resolve(old.serial() + ".key")).doesNotExist();
        assertThat(keys.certificates())
                .filteredOn(IssuedCertificate::isAuthority)
                .hasSize(2);
    }

    @Test
    void aRotatedKeyThatCannotBeUsedLeavesTheOldOneInForce() throws IOException {
        SigningKeys keys = open();
        IssuedCertificate old = keys.current().certificate();
        String serial = SigningKeys.rotate(data.resolve("signing"), NAMES, time);
        Path rotated = data.resolve("signing").resolve(serial + ".crt");
        String right = Files.readString(rotated);

        Files.writeString(rotated, right.substring(0, 200));
        keys.look();
        assertThat(keys.current().certificate()).isEqualTo(old);
        assertThat(keys.certificates()).hasSize(3);

        Files.writeString(rotated, right);
        String another = SigningKeys.rotate(data.resolve("signing"), NAMES, time);
        keys.look();
        assertThat(keys.current().certificate().serial()).isEqualTo(another);
    }

    @Test
    void signsWhatTheCertificateVerifies() throws IOException, GeneralSecurityException {
        SigningKey key = open().current();

        for (SignatureVersion version : SignatureVersion.values()) {
            Signature verifier = Signature.getInstance(version.algorithm());
            verifier.initVerify(key.certificate().x509());
            verifier.update(TEXT);
            assertThat(verifier.verify(Base64.getDecoder().decode(key.sign(version, TEXT))))
                    .isTrue();
        }
    }

    @Test
    @Keeps("signature.providers")
    void theFastProviderAndTheJdkSignAlike() throws IOException, GeneralSecurityException {
        IssuedCertificate certificate = open().current().certificate();
        var key = new SigningFolder(data.resolve("signing")).key(certificate).orElseThrow();

        SigningKey fast = new SigningKey(certificate, key, RsaProvider.fastest());
        SigningKey ofJdk = new SigningKey(certificate, key, RsaProvider.ofJdk());

        for (SignatureVersion version : SignatureVersion.values()) {
            assertThat(fast.sign(version, TEXT)).isEqualTo(ofJdk.sign(version, TEXT));
        }
    }

    @Test
    void privateKeysAreTheOwnersAlone() throws IOException {
        assertThat(open().certificates()).hasSize(3);

        try (Stream<Path> files = Files.list(data.resolve("signing"))) {
            List<Path> keys =
                    files.filter(each -> each.toString().endsWith(".key")).toList();
            assertThat(keys).hasSize(3);
            for (Path key : keys) {
                assertThat(Files.getPosixFilePermissions(key)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
            }
        }
    }

    @Test
    @Keeps({"certificate.rotation", "certificate.overlap"})
    void aNewKeyTakesOverLongBeforeTheOldOneExpires() throws IOException {
        SigningKeys keys = open();
        IssuedCertificate old = keys.current().certificate();

        time.advance(CertificateIssuer.LIFE.minusDays(SigningChain.OVERLAP_DAYS).minusSeconds(1));
        assertThat(keys.current().certificate()).isEqualTo(old);
        time.advance(Duration.ofSeconds(1));

        assertThat(keys.current().certificate()).isNotEqualTo(old);
        assertThat(keys.certificates()).contains(old, keys.current().certificate());
        assertThat(new CertificatePages(keys).page("/SimpleNotificationService-" + old.serial() + ".pem"))
                .hasValueSatisfying(page -> assertThat(page.body().toString()).isEqualTo(old.text()));
        assertThat(open().current().certificate()).isEqualTo(keys.current().certificate());
        assertThat(data.resolve("signing").resolve(old.serial() + ".key")).doesNotExist();
    }

    @Test
    @Keeps("certificate.overlap")
    void whatHasExpiredIsServedNoMore() throws IOException {
        IssuedCertificate old = open().current().certificate();

        time.advance(CertificateIssuer.LIFE.plusDays(1));

        assertThat(open().certificates()).doesNotContain(old);
    }

    /** As of a machine whose clock is wrong for a moment: ten and thirty years outlive an intermediate and a root. */
    @ParameterizedTest
    @ValueSource(ints = {400, 3_650, 10_950})
    @Keeps("certificate.clock")
    void aClockThatJumpsAheadAndBackLosesNoCertificate(int days) throws IOException, GeneralSecurityException {
        SigningKeys keys = open();
        IssuedCertificate old = keys.current().certificate();
        X509Certificate root = issuerOf(issuerOf(old.x509(), keys), keys);
        time.setAhead(Duration.ofDays(days));
        IssuedCertificate early = keys.current().certificate();
        assertThat(early).isNotEqualTo(old);
        assertThat(keys.certificates()).doesNotContain(old);
        assertThat(open().current().certificate()).isEqualTo(early);

        time.setBack(Duration.ofDays(days));

        for (SigningKeys each : List.of(keys, open())) {
            IssuedCertificate present = each.current().certificate();
            assertThat(time.now()).isBetween(present.notBefore(), present.notAfter());
            assertThat(issuerOf(issuerOf(present.x509(), each), each)).isEqualTo(root);
            assertThat(each.certificates()).contains(old, early);
        }
    }

    @Test
    void aClockThatIsBehindEverythingChangesNothing() throws IOException {
        SigningKeys keys = open();
        IssuedCertificate old = keys.current().certificate();

        time.setBack(Duration.ofDays(20_000));

        assertThat(keys.current().certificate()).isEqualTo(old);
        assertThat(open().current().certificate()).isEqualTo(old);
        assertThat(open().certificates()).hasSize(3);
    }

    @Test
    void aClockThatIsBehindTheKeyInForceLeavesItThere() throws IOException {
        SigningKeys keys = open();
        time.advance(Duration.ofDays(100));
        String rotated = SigningKeys.rotate(data.resolve("signing"), NAMES, time);
        keys.look();

        time.setBack(Duration.ofDays(50));
        IssuedCertificate meanwhile = keys.current().certificate();
        assertThat(time.now()).isBetween(meanwhile.notBefore(), meanwhile.notAfter());
        time.setAhead(Duration.ofDays(50));

        assertThat(open().current().certificate().serial()).isEqualTo(rotated);
    }

    @Test
    void noCertificateOutlivesTheOneAboveIt() throws IOException, GeneralSecurityException {
        SigningKeys keys = open();
        for (int i = 0; i < 30; i++) {
            time.advance(CertificateIssuer.LIFE.minusDays(SigningChain.OVERLAP_DAYS));
            X509Certificate signing = keys.current().certificate().x509();
            X509Certificate intermediate = issuerOf(signing, keys);
            X509Certificate root = issuerOf(intermediate, keys);

            assertThat(intermediate.getNotAfter()).isAfter(signing.getNotAfter());
            assertThat(root.getNotAfter()).isAfter(intermediate.getNotAfter());
        }
    }

    @Test
    void otherNamesNeedAnotherCertificate() throws IOException {
        IssuedCertificate old = open().current().certificate();

        SigningKeys renamed = SigningKeys.open(data.resolve("signing"), List.of("127.0.0.1", "::1"), time);

        assertThat(renamed.current().certificate()).isNotEqualTo(old);
        assertThat(renamed.certificates()).contains(old);
        assertThat(SigningKeys.open(data.resolve("signing"), List.of("127.0.0.1", "::1"), time)
                        .current()
                        .certificate())
                .isEqualTo(renamed.current().certificate());
    }

    @Test
    void refusesDamagedFilesByName() throws IOException {
        SigningKeys keys = open();
        String key = keys.current().certificate().serial() + ".key";
        Files.writeString(data.resolve("signing").resolve(key), "-----BEGIN PRIVATE KEY-----\nAAAA\n");

        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("signing");
    }

    @Test
    @Keeps({"certificate.paths", "certificate.cache", "certificate.trust-chain"})
    void servesCertificatesUnderBothNamesAndTheChain() throws IOException {
        SigningKeys keys = open();
        CertificatePages pages = new CertificatePages(keys);
        IssuedCertificate signing = keys.current().certificate();

        CertificatePages.Page page = pages.page("/SimpleNotificationService-" + signing.serial() + ".pem")
                .orElseThrow();

        assertThat(page.body().toString()).isEqualTo(signing.text()).startsWith("-----BEGIN CERTIFICATE-----");
        assertThat(page.cacheControl()).isEqualTo("public, max-age=31536000, immutable");
        assertThat(pages.page("/sns_certificate_" + signing.serial() + ".crt")).contains(page);
        assertThat(pages.page("/sns-trust-chain.pem").orElseThrow().body().toString())
                .contains("BEGIN CERTIFICATE")
                .doesNotContain(signing.text());
        assertThat(pages.page("/SimpleNotificationService-00.pem")).isEmpty();
        assertThat(pages.page("/SimpleNotificationService-.pem")).isEmpty();
        assertThat(pages.page("/" + signing.serial() + ".key")).isEmpty();
        assertThat(pages.page("/")).isEmpty();
    }

    /** As earlier versions made it: it vouches for itself and for keys, and for no other authority. */
    private CertificateIssuer.Issued authorityWithoutIntermediate() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        X500Principal name = new X500Principal("CN=Carillon message signing 8c0f2a17");
        X509CertificateHolder certificate = new JcaX509v3CertificateBuilder(
                        name,
                        BigInteger.ONE.shiftLeft(126),
                        Date.from(time.now()),
                        Date.from(time.now().plus(Duration.ofDays(3650))),
                        name,
                        pair.getPublic())
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                .build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate()));
        return new CertificateIssuer.Issued(
                new IssuedCertificate(new JcaX509CertificateConverter().getCertificate(certificate)),
                pair.getPrivate());
    }

    private static X509Certificate issuerOf(X509Certificate certificate, SigningKeys keys)
            throws GeneralSecurityException {
        X509Certificate issuer = keys.certificates().stream()
                .filter(IssuedCertificate::isAuthority)
                .map(IssuedCertificate::x509)
                .filter(each -> each.getSubjectX500Principal().equals(certificate.getIssuerX500Principal()))
                .findFirst()
                .orElseThrow();
        certificate.verify(issuer.getPublicKey());
        return issuer;
    }

    private SigningKeys open() throws IOException {
        return SigningKeys.open(data.resolve("signing"), NAMES, time);
    }
}
