package dev.carillon.push.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.model.ConfirmationKind;
import dev.carillon.model.MessageAttribute;
import dev.carillon.push.signing.SignatureVersion;
import dev.carillon.testing.CommandResult;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the programs of docs/verifying-messages.md, as they stand there. */
class VerifyingMessagesIT {
    private static final Pattern PROGRAM = Pattern.compile("(?ms)^```\\w+ (\\S+)\\n(.*?)^```$");
    private static final String JDK = System.getProperty("java.home") + "/bin/";
    private static final String TEXT = "a \"text\"\nof 😀 lines\t\\n";

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private TestSigner broker;

    /** What to call for each language, before the three arguments. */
    enum Language {
        SHELL("bash", "verify-message.sh"),
        PYTHON("python3", "verify_message.py"),
        JAVASCRIPT("node", "verify-message.mjs"),
        JAVA(JDK + "java", "-cp", "." + File.pathSeparator + jackson(), "VerifyMessage");

        @SuppressWarnings("ImmutableEnumChecker") // made by List.of
        private final List<String> command;

        Language(String... command) {
            this.command = List.of(command);
        }
    }

    static Stream<Arguments> programs() {
        return Arrays.stream(Language.values())
                .flatMap(language ->
                        Arrays.stream(SignatureVersion.values()).map(version -> Arguments.of(language, version)));
    }

    @BeforeEach
    void start() throws IOException {
        broker = TestSigner.start(vertx, folder.resolve("signing"), new HttpServerOptions());
        Path unusedChain = Files.writeString(folder.resolve("sns-trust-chain.pem"), broker.trustChain());
        for (MatchResult program : programsOfThePage()) {
            Path unused = Files.writeString(folder.resolve(program.group(1)), program.group(2));
        }
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void thePageHasAProgramForEachLanguage() throws IOException {
        assertThat(programsOfThePage())
                .extracting(program -> program.group(1))
                .containsExactly(
                        "verify-message.sh",
                        "verify_message.py",
                        "verify-message.mjs",
                        "MessageVerifier.java",
                        "VerifyMessage.java");
    }

    @ParameterizedTest
    @MethodSource("programs")
    void theProgramAcceptsWhatTheBrokerSigned(Language language, SignatureVersion version) throws IOException {
        compileFor(language);

        assertAccepted(
                verify(
                        language,
                        broker.notification(version, "Subject é", TEXT, new MessageAttribute("kind", "String", "é"))),
                TEXT);
        assertAccepted(verify(language, broker.notification(version, "", "x")), "x");
        assertAccepted(
                verify(language, broker.confirmation(version, ConfirmationKind.SUBSCRIBE)),
                "You have chosen to subscribe");
        assertAccepted(
                verify(language, broker.confirmation(version, ConfirmationKind.UNSUBSCRIBE)),
                "You have chosen to deact");
    }

    @ParameterizedTest
    @MethodSource("programs")
    void theProgramRefusesWhatTheBrokerDidNotSign(Language language, SignatureVersion version) throws IOException {
        compileFor(language);
        TestSigner impostor = broker.impostor(folder.resolve("impostor"));
        String good = broker.notification(version, "Subject é", TEXT);
        String confirmation = broker.confirmation(version, ConfirmationKind.SUBSCRIBE);

        assertRefused(verify(language, changed(good, "lines", "lies")), "the signature");
        assertRefused(verify(language, changed(good, "Subject é", "Subject e")), "the signature");
        assertRefused(verify(language, changed(confirmation, "51b2ff", "51b2fe")), "the signature");
        assertRefused(verify(language, impostor.notification(version, "", "x")), "the certificate");
        assertRefused(
                verify(language, changed(good, broker.url(), "http://localhost:1")), "a certificate from elsewhere");
        assertRefused(verify(language, changed(good, ":orders\"", ":others\"")), "another topic");
        assertRefused(verify(language, changed(good, "\"Notification\"", "\"Other\"")), "an unknown type");
    }

    private static String changed(String message, String from, String to) {
        assertThat(message).contains(from);
        return message.replace(from, to);
    }

    private CommandResult verify(Language language, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("message.json"), message);
        List<String> command = new ArrayList<>(language.command);
        command.addAll(List.of(file.toString(), broker.url(), TestMessages.TOPIC.toString()));
        return CommandResult.of(new ProcessBuilder(command).directory(folder.toFile()));
    }

    private void compileFor(Language language) {
        if (language == Language.JAVA) {
            CommandResult compiled = CommandResult.of(new ProcessBuilder(
                            JDK + "javac",
                            "-Xlint:all",
                            "-Werror",
                            "-cp",
                            jackson(),
                            "MessageVerifier.java",
                            "VerifyMessage.java")
                    .directory(folder.toFile()));
            assertThat(compiled.exitCode()).as("%s", compiled).isZero();
        }
    }

    private static void assertAccepted(CommandResult result, String text) {
        assertThat(result.exitCode()).as("%s", result).isZero();
        assertThat(result.out()).startsWith(text);
    }

    private static void assertRefused(CommandResult result, String complaint) {
        assertThat(result.exitCode()).as("%s", result).isNotZero();
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("refused: " + complaint);
    }

    private static List<MatchResult> programsOfThePage() throws IOException {
        return PROGRAM.matcher(Files.readString(Path.of("docs", "verifying-messages.md")))
                .results()
                .toList();
    }

    /** By name: the tests themselves use but one of the three libraries. */
    private static String jackson() {
        return Stream.of(
                        "com.fasterxml.jackson.databind.ObjectMapper",
                        "com.fasterxml.jackson.core.JsonFactory",
                        "com.fasterxml.jackson.annotation.JsonInclude")
                .map(VerifyingMessagesIT::libraryOf)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String libraryOf(String className) {
        try {
            return Path.of(Class.forName(className)
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .getPath())
                    .toString();
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
