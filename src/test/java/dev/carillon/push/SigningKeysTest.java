package dev.carillon.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.testing.VirtualTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeysTest {
    private static final List<String> NAMES = List.of("sns.example.com", "sns.fr-par.example.com");
    private static final byte[] TEXT = "text".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path data;

    private final VirtualTime time = new VirtualTime();

    @Test
    void aRestartChangesNothing() throws IOException {
        SigningKeys first = open();
        SigningKeys second = open();

        assertThat(second.current().certificate()).isEqualTo(first.current().certificate());
        assertThat(second.current().sign(SignatureVersion.V1, TEXT))
                .isEqualTo(first.current().sign(SignatureVersion.V1, TEXT));
        assertThat(second.certificates()).containsExactlyInAnyOrderElementsOf(first.certificates());
    }

    @Test
    void itsOwnAuthorityVouchesForTheKey() throws IOException, GeneralSecurityException {
        SigningKeys keys = open();
        X509Certificate signing = keys.current().certificate().x509();
        X509Certificate authority = keys.certificates().stream()
                .filter(IssuedCertificate::isAuthority)
                .findFirst()
                .orElseThrow()
                .x509();

        signing.verify(authority.getPublicKey());
        authority.verify(authority.getPublicKey());
        assertThat(signing.getIssuerX500Principal()).isEqualTo(authority.getSubjectX500Principal());
        assertThat(signing.getSubjectX500Principal().getName()).isEqualTo("CN=sns.example.com");
        assertThat(signing.getSubjectAlternativeNames())
                .containsExactly(List.of(2, NAMES.get(0)), List.of(2, NAMES.get(1)));
        assertThat(keys.current().certificate().serial()).matches("[0-9a-f]{32}");
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
    void theFastProviderAndTheJdkSignAlike() throws IOException, GeneralSecurityException {
        IssuedCertificate certificate = open().current().certificate();
        var key = new SigningFolder(data.resolve("signing")).key(certificate).orElseThrow();

        assertThat(new SigningKey(certificate, key, RsaProvider.fastest()).sign(SignatureVersion.V1, TEXT))
                .isEqualTo(new SigningKey(certificate, key, RsaProvider.ofJdk()).sign(SignatureVersion.V1, TEXT));
    }

    @Test
    void privateKeysAreTheOwnersAlone() throws IOException {
        assertThat(open().certificates()).hasSize(2);

        try (Stream<Path> files = Files.list(data.resolve("signing"))) {
            List<Path> keys =
                    files.filter(each -> each.toString().endsWith(".key")).toList();
            assertThat(keys).hasSize(2);
            for (Path key : keys) {
                assertThat(Files.getPosixFilePermissions(key)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
            }
        }
    }

    @Test
    void aNewKeyTakesOverLongBeforeTheOldOneExpires() throws IOException {
        SigningKeys keys = open();
        IssuedCertificate old = keys.current().certificate();

        time.advance(CertificateIssuer.LIFE.minusDays(SigningKeys.OVERLAP_DAYS).minusSeconds(1));
        assertThat(keys.current().certificate()).isEqualTo(old);
        time.advance(Duration.ofSeconds(1));

        assertThat(keys.current().certificate()).isNotEqualTo(old);
        assertThat(keys.certificates()).contains(old, keys.current().certificate());
        assertThat(open().current().certificate()).isEqualTo(keys.current().certificate());
        assertThat(data.resolve("signing").resolve(old.serial() + ".key")).doesNotExist();
    }

    @Test
    void whatHasExpiredIsServedNoMore() throws IOException {
        IssuedCertificate old = open().current().certificate();

        time.advance(CertificateIssuer.LIFE.plusDays(1));

        assertThat(open().certificates()).doesNotContain(old);
    }

    @Test
    void aSigningKeyNeverOutlivesItsAuthority() throws IOException {
        SigningKeys keys = open();
        for (int i = 0; i < 14; i++) {
            time.advance(CertificateIssuer.LIFE.minusDays(SigningKeys.OVERLAP_DAYS));
            IssuedCertificate signing = keys.current().certificate();

            assertThat(keys.certificates())
                    .filteredOn(each -> each.isAuthority()
                            && each.x509()
                                    .getSubjectX500Principal()
                                    .equals(signing.x509().getIssuerX500Principal()))
                    .singleElement()
                    .satisfies(authority -> assertThat(authority.notAfter()).isAfter(signing.notAfter()));
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
    void servesCertificatesUnderBothNamesAndTheChain() throws IOException {
        SigningKeys keys = open();
        CertificatePages pages = new CertificatePages(keys);
        IssuedCertificate signing = keys.current().certificate();

        CertificatePages.Page page = pages.page("/SimpleNotificationService-" + signing.serial() + ".pem")
                .orElseThrow();

        assertThat(page.body().toString()).isEqualTo(signing.text()).startsWith("-----BEGIN CERTIFICATE-----");
        assertThat(page.cacheControl()).contains("immutable");
        assertThat(pages.page("/sns_certificate_" + signing.serial() + ".crt")).contains(page);
        assertThat(pages.page("/sns-trust-chain.pem").orElseThrow().body().toString())
                .contains("BEGIN CERTIFICATE")
                .doesNotContain(signing.text());
        assertThat(pages.page("/SimpleNotificationService-00.pem")).isEmpty();
        assertThat(pages.page("/SimpleNotificationService-.pem")).isEmpty();
        assertThat(pages.page("/" + signing.serial() + ".key")).isEmpty();
        assertThat(pages.page("/")).isEmpty();
    }

    private SigningKeys open() throws IOException {
        return SigningKeys.open(data.resolve("signing"), NAMES, time);
    }
}
