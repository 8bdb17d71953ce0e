package dev.carillon.push.signing;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.carillon.testing.Allocation;
import dev.carillon.testing.VirtualTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever one of the signing folder's files is, the broker signs with the key it had or refuses the folder, and makes
 * nothing new in it. Each input is read as it is and as what PEM's text form holds.
 */
@Timeout(10)
class SigningFolderFuzzTest {
    private static final List<String> NAMES = List.of("sns.example.com");
    private static final VirtualTime TIME = new VirtualTime();
    private static final byte[] TEXT = "text".getBytes(StandardCharsets.US_ASCII);

    /** The files of a sound folder, and the key that it signs with. */
    private record Sound(Map<String, byte[]> files, IssuedCertificate signing) {
        String keyFile() {
            return signing.serial() + ".key";
        }

        Stream<String> certificateFiles() {
            return files.keySet().stream().filter(name -> name.endsWith(".crt"));
        }
    }

    private static final Sound SOUND = sound();

    @TempDir
    static Path folder;

    static Stream<byte[]> keys() throws Exception {
        KeyFactory factory = KeyFactory.getInstance("RSA");
        byte[] right = content(SOUND.keyFile());
        RSAPrivateCrtKey key = (RSAPrivateCrtKey) factory.generatePrivate(new PKCS8EncodedKeySpec(right));
        BigInteger p = key.getPrimeP();
        BigInteger d = key.getPrivateExponent();
        return Stream.of(
                SOUND.files().get(SOUND.keyFile()),
                right,
                factory.generatePrivate(numbers(key, d, p.negate())).getEncoded(),
                factory.generatePrivate(numbers(key, d, p.add(BigInteger.ONE))).getEncoded(),
                factory.generatePrivate(numbers(key, d.add(BigInteger.TWO), p)).getEncoded());
    }

    static Stream<byte[]> certificates() {
        return SOUND.certificateFiles().map(SigningFolderFuzzTest::content);
    }

    @MethodSource("keys")
    @FuzzTest
    void readsAnyKey(byte[] bytes) throws Exception {
        check(SOUND.keyFile(), bytes);
        check(SOUND.keyFile(), pem("PRIVATE KEY", bytes));
    }

    @MethodSource("certificates")
    @FuzzTest
    void readsAnyCertificate(byte[] bytes) throws Exception {
        for (String file : SOUND.certificateFiles().toList()) {
            check(file, bytes);
            check(file, pem("CERTIFICATE", bytes));
        }
    }

    private static void check(String file, byte[] bytes) throws Exception {
        Map<String, byte[]> before = new TreeMap<>(SOUND.files());
        before.put(file, bytes);
        empty(folder);
        for (Map.Entry<String, byte[]> each : before.entrySet()) {
            Files.write(folder.resolve(each.getKey()), each.getValue());
        }
        try {
            SigningKey key = Allocation.inProportion(bytes.length, () -> SigningKeys.open(folder, NAMES, TIME))
                    .current();
            assertThat(key.certificate()).isEqualTo(SOUND.signing());
            assertThat(isVerified(key.sign(SignatureVersion.V2, TEXT))).isTrue();
        } catch (IOException refused) {
            // Of two certificates that do not fit, either may be the bent one.
            assertThat(refused).hasMessageContaining(file.endsWith(".key") ? file : ".crt is damaged");
        }
        assertThat(read(folder)).containsExactlyEntriesOf(before);
    }

    private static boolean isVerified(String signature) throws Exception {
        Signature verifier = Signature.getInstance(SignatureVersion.V2.algorithm());
        verifier.initVerify(SOUND.signing().x509());
        verifier.update(TEXT);
        return verifier.verify(Base64.getDecoder().decode(signature));
    }

    private static Sound sound() {
        try {
            Path made = Files.createTempDirectory("signing");
            IssuedCertificate signing =
                    SigningKeys.open(made, NAMES, TIME).current().certificate();
            Sound sound = new Sound(read(made), signing);
            empty(made);
            Files.delete(made);
            return sound;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void empty(Path folder) throws IOException {
        for (String name : read(folder).keySet()) {
            Files.delete(folder.resolve(name));
        }
    }

    private static Map<String, byte[]> read(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            Map<String, byte[]> all = new TreeMap<>();
            for (Path each : files.toList()) {
                all.put(each.getFileName().toString(), Files.readAllBytes(each));
            }
            return all;
        }
    }

    private static byte[] content(String file) {
        String text = new String(SOUND.files().get(file), StandardCharsets.US_ASCII);
        return Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""));
    }

    private static byte[] pem(String type, byte[] content) {
        return IssuedCertificate.pem(type, content).getBytes(StandardCharsets.US_ASCII);
    }

    private static RSAPrivateCrtKeySpec numbers(RSAPrivateCrtKey key, BigInteger d, BigInteger p) {
        return new RSAPrivateCrtKeySpec(
                key.getModulus(),
                key.getPublicExponent(),
                d,
                p,
                key.getPrimeQ(),
                key.getPrimeExponentP(),
                key.getPrimeExponentQ(),
                key.getCrtCoefficient());
    }
}
