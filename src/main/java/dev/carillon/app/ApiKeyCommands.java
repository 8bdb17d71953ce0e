package dev.carillon.app;

import dev.carillon.app.log.Logging;
import dev.carillon.app.step.Awaited;
import dev.carillon.app.step.Reasons;
import dev.carillon.catalog.StandaloneApiKeys;
import dev.carillon.catalog.change.ApiKeys;
import dev.carillon.catalog.change.NewApiKey;
import dev.carillon.catalog.change.WriteOutcome;
import dev.carillon.catalog.change.WriteOutcome.Done;
import dev.carillon.catalog.change.WriteOutcome.Existed;
import dev.carillon.catalog.change.WriteOutcome.Missing;
import dev.carillon.catalog.change.WriteOutcome.Unavailable;
import dev.carillon.catalog.key.ApiKey;
import dev.carillon.config.BrokerConfig;
import dev.carillon.config.DurationText;
import dev.carillon.model.ProjectId;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.TypeConversionException;

/** The subcommands of {@code carillon api-key}. They work whether the broker runs or not; a running one knows at once. */
@Command(
        name = "api-key",
        description = "Makes, lists and revokes the keys to the management API.",
        mixinStandardHelpOptions = true)
final class ApiKeyCommands {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String CONFIG_HELP = "The settings of the broker whose keys they are.";

    /** What is done with the keys once they are open. */
    private interface Task {
        int run(ApiKeys keys) throws Exception;
    }

    @ParentCommand
    private @Nullable Main main;

    @Command(
            description = "Makes a key and prints its token, which cannot be read again.",
            mixinStandardHelpOptions = true)
    int create(
            @Option(names = "--config", paramLabel = "FILE", description = CONFIG_HELP) @Nullable Path file,
            @Option(
                            names = "--name",
                            required = true,
                            converter = NameConverter.class,
                            description = "By which people know it, 1 to 500 characters.")
                    String name,
            @Option(
                            names = "--expires-in",
                            paramLabel = "SPAN",
                            converter = SpanConverter.class,
                            description = "Such as 12h or 90d, at most " + SpanConverter.LONGEST
                                    + "; without it, the key does not expire.")
                    @Nullable
                    Duration expiresIn,
            @Option(
                            names = "--project",
                            paramLabel = "UUID",
                            converter = ProjectConverter.class,
                            description = "A project that it covers, repeatable; without it, the key covers all.")
                    @Nullable
                    List<ProjectId> projects) {
        Instant expiresAt =
                expiresIn == null ? Instant.MAX : new SystemTime().now().plus(expiresIn);
        NewApiKey wanted = new NewApiKey(name, expiresAt, projects == null ? Set.of() : Set.copyOf(projects));
        return withKeys(
                file,
                true,
                keys -> answer(
                        Awaited.within(PATIENCE, keys.create(wanted)),
                        made -> made.token().toString()));
    }

    @Command(description = "Lists the keys, without their tokens.", mixinStandardHelpOptions = true)
    int list(@Option(names = "--config", paramLabel = "FILE", description = CONFIG_HELP) @Nullable Path file) {
        return withKeys(
                file,
                false,
                keys -> answer(
                        Awaited.within(PATIENCE, keys.list()),
                        listed -> listed.stream().map(ApiKeyCommands::line).collect(Collectors.joining("\n"))));
    }

    @Command(description = "Revokes a key.", mixinStandardHelpOptions = true)
    int revoke(
            @Option(names = "--config", paramLabel = "FILE", description = CONFIG_HELP) @Nullable Path file,
            @Parameters(paramLabel = "ID_OR_NAME", description = "As list shows them.") String idOrName) {
        return withKeys(
                file,
                false,
                keys -> answer(Awaited.within(PATIENCE, keys.revoke(idOrName)), key -> "revoked " + shown(key.name())));
    }

    /** @param mayMake a database where there is none; otherwise a folder that is named wrongly would get one */
    private int withKeys(@Nullable Path file, boolean mayMake, Task task) {
        Main parent = main();
        return parent.withConfig(file, config -> {
            if (!mayMake && !StandaloneApiKeys.areThere(config.database(), config.dataFolder())) {
                parent.err().println("the data folder " + config.dataFolder() + " has no database");
                return Main.FAILED;
            }
            try {
                return run(config, task);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return Main.FAILED;
            } catch (Exception failure) {
                parent.err().println("the API keys cannot be reached: " + Reasons.of(failure));
                return Main.FAILED;
            }
        });
    }

    private static int run(BrokerConfig config, Task task) throws Exception {
        Logging.apply(config.log());
        Vertx vertx = Vertx.vertx();
        try (SignalledEnd signal = new SignalledEnd(PATIENCE)) {
            Future<StandaloneApiKeys> opening =
                    StandaloneApiKeys.open(vertx, config.database(), config.dataFolder(), new SystemTime());
            try {
                return task.run(Awaited.within(PATIENCE, opening).apiKeys());
            } finally {
                signal.ending();
                // What opens too late for us is closed all the same: its own server would go on without us.
                Void unused = Awaited.within(PATIENCE, opening.transform(ApiKeyCommands::closed));
                Void unusedEnd = Awaited.within(PATIENCE, vertx.close());
            }
        }
    }

    private static Future<Void> closed(AsyncResult<StandaloneApiKeys> opened) {
        return opened.succeeded() ? opened.result().close() : Future.succeededFuture();
    }

    private <T> int answer(WriteOutcome<T> outcome, Function<T, String> text) {
        if (outcome instanceof Done<T> done) {
            main().out().println(text.apply(done.value()));
            return Main.DONE;
        }
        main().err().println(refusal(outcome));
        return Main.FAILED;
    }

    private static String refusal(WriteOutcome<?> outcome) {
        if (outcome instanceof Existed<?>) {
            return "there is a key of that name already";
        }
        if (outcome instanceof Missing<?>) {
            return "there is no such key";
        }
        return outcome instanceof Unavailable<?> away ? "the database is away: " + away.reason() : outcome.toString();
    }

    private static String line(ApiKey key) {
        String expires = key.expiresAt().equals(Instant.MAX) ? "never expires" : "expires " + key.expiresAt();
        String projects = key.projects().isEmpty()
                ? "all projects"
                : key.projects().stream()
                        .map(ProjectId::toString)
                        .collect(Collectors.toCollection(TreeSet::new))
                        .stream()
                        .collect(Collectors.joining(","));
        return String.join("\t", key.id().toString(), shown(key.name()), "made " + key.createdAt(), expires, projects);
    }

    /** There may be keys of older releases whose names hold tabs and line breaks, by which they would pass for other keys. */
    private static String shown(String name) {
        return name.codePoints()
                .mapToObj(character -> NewApiKey.isName(Character.toString(character))
                        ? Character.toString(character)
                        : String.format("\\u%04x", character))
                .collect(Collectors.joining());
    }

    private Main main() {
        if (main == null) {
            throw new IllegalStateException("picocli sets the parent command before it calls one of its subcommands");
        }
        return main;
    }

    /** Takes what a key may be named. What is refused is not repeated: it may move the terminal's cursor. */
    static final class NameConverter implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            if (!NewApiKey.isName(text)) {
                throw new TypeConversionException("a name has 1 to 500 characters, none of them a control character");
            }
            return text;
        }
    }

    /** Reads spans as the configuration does. */
    static final class SpanConverter implements ITypeConverter<Duration> {
        /** A hundred years: who wants more wants a key that does not expire. */
        static final String LONGEST = "36500d";

        @Override
        public Duration convert(String text) {
            Duration span = parsed(text);
            if (span.isZero() || span.compareTo(DurationText.parse(LONGEST)) > 0) {
                throw refused(text);
            }
            return span;
        }

        private static Duration parsed(String text) {
            try {
                return DurationText.parse(text);
            } catch (IllegalArgumentException malformed) {
                throw refused(text);
            }
        }

        private static TypeConversionException refused(String text) {
            return new TypeConversionException(
                    "'" + text + "' is not allowed: it takes a time of at most " + LONGEST + ", such as 12h or 90d");
        }
    }

    /** Reads a project's UUID. */
    static final class ProjectConverter implements ITypeConverter<ProjectId> {
        @Override
        public ProjectId convert(String text) {
            return ProjectId.parse(text).orElseThrow(() -> new TypeConversionException("'" + text + "' is not a UUID"));
        }
    }
}
