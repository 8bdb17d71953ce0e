package dev.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.testing.BrokerClient;
import dev.carillon.testing.BrokerProcess;
import dev.carillon.testing.CommandResult;
import dev.carillon.testing.Keeps;
import dev.carillon.testing.QuickstartFile;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker as a process: how it starts, what it keeps, how it ends. */
class LifecycleIT {
    @TempDir
    private Path folder;

    @Test
    void theFirstStartPrintsItsKeysOnceAndKeepsThemToItself() throws IOException {
        try (BrokerProcess broker = BrokerProcess.start(folder, Map.of())) {
            String token = QuickstartFile.in(folder).token();
            assertThat(broker.standardOutput()).contains("export SCW_SECRET_KEY=" + token);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("quickstart.env"))))
                    .isEqualTo("rw-------");
            assertThat(broker.standardError()).doesNotContain(token);

            assertThat(broker.terminate()).isZero();
            String printed = broker.standardOutput();
            broker.restart();

            assertThat(broker.standardOutput()).isEqualTo(printed);
            assertThat(info(broker.client()).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aSecondBrokerOnTheSameFolderIsRefusedAndTheFirstGoesOn() {
        try (BrokerProcess first = BrokerProcess.start(folder, Map.of());
                BrokerProcess second = BrokerProcess.launch(folder, Map.of())) {
            assertThat(second.awaitExit()).isEqualTo(1);
            assertThat(second.standardError())
                    .contains(folder.toString())
                    .contains("another broker", Long.toString(first.pid()));
            assertThat(info(first.client()).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aKeyMadeOrRevokedBesideTheRunningBrokerHoldsAtOnce() {
        try (BrokerProcess broker = BrokerProcess.start(folder, Map.of())) {
            CommandResult made = broker.run("api-key", "create", "--name", "ci");
            assertThat(made.exitCode()).as("%s", made).isZero();
            BrokerClient client = broker.client(made.out().strip());
            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> info(client).statusCode() == 200);
            assertThat(broker.run("api-key", "list").out()).contains("ci", "quickstart");

            CommandResult revoked = broker.run("api-key", "revoke", "ci");

            assertThat(revoked.exitCode()).as("%s", revoked).isZero();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> info(client).statusCode() == 401);
        }
    }

    @Test
    void aKeyMadeWhileNoBrokerRunsIsThereAtTheNextStart() {
        try (BrokerProcess broker = BrokerProcess.start(folder, Map.of())) {
            assertThat(broker.terminate()).isZero();
            CommandResult made = broker.run("api-key", "create", "--name", "offline");
            assertThat(made.exitCode()).as("%s", made).isZero();

            broker.restart();

            assertThat(info(broker.client(made.out().strip())).statusCode()).isEqualTo(200);
        }
    }

    @Test
    @Keeps("certificate.rotate-command")
    void aSigningKeyIsRotatedBesideTheRunningBrokerAndItsCertificateServed() throws Exception {
        try (BrokerProcess broker = BrokerProcess.start(folder, Map.of())) {
            CommandResult rotated = broker.run("signing-key", "rotate");

            assertThat(rotated.exitCode()).as("%s", rotated).isZero();
            HttpRequest certificate = HttpRequest.newBuilder(broker.client()
                            .sns()
                            .resolve("/SimpleNotificationService-"
                                    + rotated.out().strip() + ".pem"))
                    .build();
            HttpClient http = HttpClient.newHttpClient();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> http.send(certificate, BodyHandlers.ofString())
                            .body()
                            .startsWith("-----BEGIN CERTIFICATE-----"));
        }
    }

    @Test
    void theStartCallsNobody() throws IOException {
        Path calls = folder.resolve("calls");
        List<String> tracer = List.of("strace", "-f", "-qq", "-e", "trace=connect,sendto", "-o", calls.toString());
        try (BrokerProcess broker = BrokerProcess.launchUnder(tracer, folder.resolve("data"), Map.of())) {
            broker.awaitReady();

            Pattern elsewhere =
                    Pattern.compile("inet_addr\\(\"(?!127\\.)|inet_pton\\(AF_INET6, \"(?!::1\"|::ffff:127\\.)");
            assertThat(Files.readAllLines(calls))
                    .isNotEmpty()
                    .noneMatch(line -> elsewhere.matcher(line).find());
            ProcessHandle.of(broker.pid()).orElseThrow().children().forEach(ProcessHandle::destroy);
            int unused = broker.awaitExit();
        }
    }

    private static HttpResponse<String> info(BrokerClient client) {
        return client.call("GET", "/sns-info?project_id=3f0c2a9e-5d1b-4c7a-9e42-7b1d0a6c8f11", null);
    }
}
