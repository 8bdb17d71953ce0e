package dev.carillon.app;

import dev.carillon.app.log.Logging;
import dev.carillon.app.step.StartFailure;
import dev.carillon.app.tls.TlsFiles;
import dev.carillon.config.BrokerConfig;
import dev.carillon.config.ConfigLoader;
import dev.carillon.config.ConfigOutcome;
import dev.carillon.config.ConfigOutcome.Accepted;
import dev.carillon.config.ConfigOutcome.Refused;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The command line. What a command answers goes to standard output, everything else to standard error; it ends with 0
 * when it did what it was asked to, with 1 when it could not and with 2 when it was asked wrongly.
 */
@Command(
        name = "carillon",
        description = "An SNS-compatible message broker.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {ApiKeyCommands.class, SigningKeyCommands.class})
public final class Main {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int ASKED_WRONGLY = 2;

    private static final String CONFIG_HELP =
            "Settings to use in place of conf/carillon.yaml. The environment variable CARILLON_CONFIG names one, too.";

    private final Map<String, String> environment;
    private final PrintWriter out;
    private final PrintWriter err;

    Main(Map<String, String> environment, PrintWriter out, PrintWriter err) {
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    public static void main(String[] arguments) {
        Main main = new Main(System.getenv(), writer(FileDescriptor.out), writer(FileDescriptor.err));
        int exitCode = main.run(arguments);
        Logging.end();
        System.exit(exitCode);
    }

    int run(String... arguments) {
        return new CommandLine(this).setOut(out).setErr(err).execute(arguments);
    }

    @Command(description = "Runs the broker until it is told to stop by SIGTERM.", mixinStandardHelpOptions = true)
    int serve(@Option(names = "--config", paramLabel = "FILE", description = CONFIG_HELP) @Nullable Path file) {
        return withConfig(file, config -> {
            Logging.apply(config.log());
            return new Service(config, out, err).run();
        });
    }

    @Command(
            name = "check-config",
            description = "Says whether the settings are right, and starts nothing.",
            mixinStandardHelpOptions = true)
    int checkConfig(@Option(names = "--config", paramLabel = "FILE", description = CONFIG_HELP) @Nullable Path file) {
        return withConfig(file, config -> {
            try {
                Optional<TlsFiles> unused = TlsFiles.of(config.tls());
            } catch (StartFailure refused) {
                err.println(refused.getMessage());
                return ASKED_WRONGLY;
            }
            out.println("the configuration is right");
            return DONE;
        });
    }

    @Command(description = "Prints the version.", mixinStandardHelpOptions = true)
    int version() {
        out.println(Version.text());
        return DONE;
    }

    /** Reads the configuration and goes on with it, or says everything that is wrong with it. */
    int withConfig(@Nullable Path file, ToIntFunction<BrokerConfig> next) {
        ConfigLoader loader = new ConfigLoader(environment);
        ConfigOutcome outcome = file == null ? loader.load() : loader.load(file);
        if (outcome instanceof Refused refused) {
            refused.problems().forEach(err::println);
            return ASKED_WRONGLY;
        }
        return next.applyAsInt(((Accepted) outcome).config());
    }

    PrintWriter out() {
        return out;
    }

    PrintWriter err() {
        return err;
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
