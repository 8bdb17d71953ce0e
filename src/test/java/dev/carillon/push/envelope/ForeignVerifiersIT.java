package dev.carillon.push.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.model.ConfirmationKind;
import dev.carillon.model.MessageAttribute;
import dev.carillon.push.signing.SignatureVersion;
import dev.carillon.testing.CommandResult;
import dev.carillon.testing.Keeps;
import dev.carillon.testing.TestCertificate;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What others' programs say of our signatures: openssl, and AWS's validator for Node as its users call it. */
class ForeignVerifiersIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path VALIDATOR =
            Path.of("src", "test", "node", "sns-validator").toAbsolutePath();
    private static final List<String> NOTIFICATION =
            List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type");
    private static final List<String> CONFIRMATION =
            List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final TestCertificate tls = TestCertificate.rsa("localhost");
    private TestSigner signer;
    private SignatureVersion version = SignatureVersion.V1;

    @BeforeEach
    void start() throws IOException {
        signer = TestSigner.start(
                vertx,
                folder.resolve("signing"),
                new HttpServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .setCertValue(Buffer.buffer(tls.certificate()))
                                .setKeyValue(Buffer.buffer(tls.key()))));
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @ParameterizedTest
    @EnumSource
    @Keeps({"signature.notification-text", "signature.confirmation-text", "signature.v1", "signature.v2"})
    void opensslVerifiesEveryKindOfMessage(SignatureVersion signedBy) throws IOException {
        version = signedBy;
        assertThat(openssl(notification("", "x"), NOTIFICATION)).contains("Verified OK");
        assertThat(openssl(notification("Subject é", "a \"text\"\nof 😀 lines\t\u0001"), NOTIFICATION))
                .contains("Verified OK");
        assertThat(openssl(confirmation(ConfirmationKind.SUBSCRIBE), CONFIRMATION))
                .contains("Verified OK");
        assertThat(openssl(confirmation(ConfirmationKind.UNSUBSCRIBE), CONFIRMATION))
                .contains("Verified OK");
        assertThat(openssl(notification("", "x"), List.of("Message"))).contains("Verification failure");
    }

    @Test
    @Keeps({"certificate.trust-chain", "certificate.chain"})
    void opensslVerifiesTheCertificateByTheChain() throws IOException {
        Path leaf = write("leaf.pem", signer.certificate());
        Path chain = write("chain.pem", signer.trustChain());

        assertThat(run("openssl", "verify", "-x509_strict", "-CAfile", chain.toString(), leaf.toString()))
                .endsWith("leaf.pem: OK\n");
    }

    /** Not of an UnsubscribeConfirmation: version 0.3.5 leaves the token out of those, against AWS's documentation. */
    @ParameterizedTest
    @EnumSource
    @Keeps("signature.foreign-verifiers")
    void theValidatorForNodeFetchesTheCertificateAndFindsMessagesValid(SignatureVersion signedBy) throws IOException {
        version = signedBy;
        MessageAttribute attribute = new MessageAttribute("kind", "String", "é");
        String whole = notification("Subject é", "a \"text\"\nof 😀 lines\t\u0001", attribute);

        assertThat(validator(
                        whole,
                        notification("", "x"),
                        confirmation(ConfirmationKind.SUBSCRIBE),
                        whole.replace("lines", "lies"),
                        whole.replace("Subject é", "Subject e")))
                .containsExactly(
                        "valid",
                        "valid",
                        "valid",
                        "The message signature is invalid.",
                        "The message signature is invalid.");
    }

    private String openssl(String message, List<String> names) throws IOException {
        JsonNode members = JSON.readTree(message);
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            if (members.has(name)) {
                text.append(name)
                        .append('\n')
                        .append(members.get(name).textValue())
                        .append('\n');
            }
        }
        Path signed = write("text", text.toString());
        Path leaf = write("leaf.pem", signer.certificate());
        Path key = write("key.pem", run("openssl", "x509", "-in", leaf.toString(), "-pubkey", "-noout"));
        Path signature = Files.write(
                folder.resolve("signature"),
                Base64.getDecoder().decode(members.get("Signature").textValue()));
        return run(
                "openssl",
                "dgst",
                version == SignatureVersion.V1 ? "-sha1" : "-sha256",
                "-verify",
                key.toString(),
                "-signature",
                signature.toString(),
                signed.toString());
    }

    private List<String> validator(String... messages) throws IOException {
        Path copy = Files.createDirectory(folder.resolve("node"));
        for (String name : List.of("package.json", "package-lock.json", "validate.js")) {
            Path unused = Files.copy(VALIDATOR.resolve(name), copy.resolve(name));
        }
        CommandResult installed =
                CommandResult.of(new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund").directory(copy.toFile()));
        assertThat(installed.exitCode()).as(installed.err()).isZero();
        List<String> command = new ArrayList<>(List.of("node", "validate.js"));
        for (String message : messages) {
            command.add(write("message-" + command.size(), message).toString());
        }
        ProcessBuilder node = new ProcessBuilder(command).directory(copy.toFile());
        node.environment()
                .putAll(Map.of(
                        "NODE_EXTRA_CA_CERTS",
                        write("tls.pem", tls.certificate()).toString()));
        CommandResult result = CommandResult.of(node);
        assertThat(result.exitCode()).as(result.err()).isZero();
        return result.out().lines().toList();
    }

    private String notification(String subject, String text, MessageAttribute... attributes) {
        return signer.notification(version, subject, text, attributes);
    }

    private String confirmation(ConfirmationKind kind) {
        return signer.confirmation(version, kind);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static String run(String... command) {
        CommandResult result = CommandResult.of(new ProcessBuilder(command));
        return result.out() + (result.exitCode() == 0 ? "" : result.err());
    }
}
