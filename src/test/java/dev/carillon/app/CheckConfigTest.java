package dev.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.testing.TestCertificate;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckConfigTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void saysThatTheManualIsRight() {
        assertThat(run(Map.of(), "check-config", "--config", "conf/carillon.yaml"))
                .isEqualTo(Main.DONE);
        assertThat(out.toString()).contains("the configuration is right");
    }

    @Test
    void namesEveryProblemOnALineOfItsOwn() throws IOException {
        Path file = Files.writeString(folder.resolve("broker.yaml"), "sns-port: x\nspeed: fast\n");

        assertThat(run(Map.of("CARILLON_BIND", "here"), "check-config", "--config", file.toString()))
                .isEqualTo(Main.ASKED_WRONGLY);

        assertThat(err.toString().lines())
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).contains("sns-port").contains("from 0 to 65535"))
                .anySatisfy(line -> assertThat(line).contains("speed: there is no such key"))
                .anySatisfy(line -> assertThat(line).contains("bind").contains("an IP address"));
    }

    @Test
    void startsNothingAndMakesNoDataFolder() {
        Path data = folder.resolve("data");

        assertThat(run(Map.of("CARILLON_DATA", data.toString()), "check-config"))
                .isEqualTo(Main.DONE);

        assertThat(data).doesNotExist();
    }

    @Test
    void looksIntoTheTlsFiles() throws IOException {
        Path certificate = Files.writeString(
                folder.resolve("cert.pem"), TestCertificate.ec("a").certificate());
        Path key = Files.writeString(
                folder.resolve("key.pem"), TestCertificate.ec("b").key());
        Map<String, String> environment =
                Map.of("CARILLON_TLS_CERT", certificate.toString(), "CARILLON_TLS_KEY", key.toString());

        assertThat(run(environment, "check-config")).isEqualTo(Main.ASKED_WRONGLY);

        assertThat(err.toString()).contains("the private key is not the certificate's");
    }

    @Test
    void serveRefusesTheSameConfiguration() {
        assertThat(run(Map.of("CARILLON_SNS_PROT", "1"), "serve")).isEqualTo(Main.ASKED_WRONGLY);

        assertThat(err.toString())
                .contains("CARILLON_SNS_PROT: there is no such setting; did you mean CARILLON_SNS_PORT?");
    }

    @Test
    void anUnknownCommandIsAskedWrongly() {
        assertThat(run(Map.of(), "sevre")).isEqualTo(Main.ASKED_WRONGLY);
        assertThat(run(Map.of())).isEqualTo(Main.ASKED_WRONGLY);
    }

    @Test
    void helpNamesTheCommands() {
        assertThat(run(Map.of(), "--help")).isEqualTo(Main.DONE);

        assertThat(out.toString()).contains("serve", "check-config", "version");
    }

    private int run(Map<String, String> environment, String... arguments) {
        return new Main(environment, new PrintWriter(out, true), new PrintWriter(err, true)).run(arguments);
    }
}
