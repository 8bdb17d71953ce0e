package dev.carillon.app;

import dev.carillon.app.step.Reasons;
import dev.carillon.config.BrokerConfig;
import dev.carillon.push.signing.CertificateNames;
import dev.carillon.push.signing.SigningKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** The subcommands of {@code carillon signing-key}. They work whether the broker runs or not. */
@Command(
        name = "signing-key",
        description = "Changes the key that messages are signed with.",
        mixinStandardHelpOptions = true)
final class SigningKeyCommands {
    @ParentCommand
    private @Nullable Main main;

    @Command(
            description =
                    "Makes a new key and prints its certificate's serial number. A running broker signs with it within"
                            + " seconds, and serves the certificate before until it expires.",
            mixinStandardHelpOptions = true)
    int rotate(
            @Option(
                            names = "--config",
                            paramLabel = "FILE",
                            description = "The settings of the broker whose key it is.")
                    @Nullable
                    Path file) {
        Main parent = Objects.requireNonNull(main, "picocli sets it");
        return parent.withConfig(file, config -> {
            if (!Files.isDirectory(folder(config))) {
                parent.err().println("there are no signing keys in " + folder(config));
                return Main.FAILED;
            }
            try {
                parent.out().println(SigningKeys.rotate(folder(config), CertificateNames.of(config), new SystemTime()));
                return Main.DONE;
            } catch (IOException failure) {
                parent.err().println("no new signing key can be made: " + Reasons.of(failure));
                return Main.FAILED;
            }
        });
    }

    /** Where a broker's signing keys and certificates are. */
    static Path folder(BrokerConfig config) {
        return config.dataFolder().resolve("signing");
    }
}
