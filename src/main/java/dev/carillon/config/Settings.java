package dev.carillon.config;

import dev.carillon.model.ByteSize;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Reads keys one after another. Whoever reads a key declares it, with its default and what is allowed: there is no other
 * list of keys. A bad value is remembered as a problem and its default returned, so that one run finds all problems.
 */
final class Settings {
    private final SmallRyeConfig config;
    private final Set<String> keys = new LinkedHashSet<>();
    private final List<String> problems = new ArrayList<>();

    private Settings(SmallRyeConfig config) {
        this.config = config;
    }

    /** Reads these sources, each of which brings its rank. */
    static Settings of(List<ConfigSource> sources) {
        return new Settings(new SmallRyeConfigBuilder()
                .withSources(sources.toArray(new ConfigSource[0]))
                .build());
    }

    /** Every key that was read. */
    Set<String> keys() {
        return keys;
    }

    List<String> problems() {
        return problems;
    }

    /** Remembers a problem that concerns more than one key. */
    void refuse(String problem) {
        problems.add(problem);
    }

    String text(String key, String byDefault) {
        return value(key, byDefault, "any text", Function.identity());
    }

    int number(String key, int byDefault, int least, int most) {
        return value(key, Integer.toString(byDefault), "a whole number from " + least + " to " + most, text -> {
            int number = Integer.parseInt(text);
            requireThat(number >= least && number <= most);
            return number;
        });
    }

    int port(String key, int byDefault) {
        return number(key, byDefault, 0, 65_535);
    }

    boolean flag(String key, boolean byDefault) {
        return value(key, Boolean.toString(byDefault), "true or false", text -> {
            requireThat(text.equals("true") || text.equals("false"));
            return text.equals("true");
        });
    }

    ByteSize size(String key, String byDefault, String least, String most) {
        String allowed = "a size from " + least + " to " + most + ", such as 512KiB, 8MiB, 100MB or 1GB";
        return value(key, byDefault, allowed, text -> {
            long bytes = ByteSize.parse(text).bytes();
            requireThat(bytes >= ByteSize.parse(least).bytes()
                    && bytes <= ByteSize.parse(most).bytes());
            return new ByteSize(bytes);
        });
    }

    Duration duration(String key, String byDefault, String least, String most) {
        String allowed = "a duration from " + least + " to " + most + ", such as 5ms, 15s, 10m, 1h or 2d";
        return value(key, byDefault, allowed, text -> {
            Duration duration = DurationText.parse(text);
            requireThat(duration.compareTo(DurationText.parse(least)) >= 0
                    && duration.compareTo(DurationText.parse(most)) <= 0);
            return duration;
        });
    }

    /** One of an enum's constants, written in lower case with hyphens. */
    <E extends Enum<E>> E choice(String key, E byDefault) {
        E[] constants = byDefault.getDeclaringClass().getEnumConstants();
        String allowed = Arrays.stream(constants).map(Settings::written).collect(Collectors.joining(", "));
        return value(
                key,
                written(byDefault),
                "one of " + allowed,
                text -> Arrays.stream(constants)
                        .filter(constant -> written(constant).equals(text))
                        .findFirst()
                        .orElseThrow(IllegalArgumentException::new));
    }

    /** A list in YAML; in the environment its members are separated by commas. */
    <T> List<T> list(String key, String byDefault, String allowed, Function<List<String>, List<T>> parser) {
        return value(
                key,
                byDefault,
                "a list of " + allowed,
                text -> parser.apply(Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList()));
    }

    /** Any other kind of value; {@code parser} throws {@link IllegalArgumentException} at what is not allowed. */
    <T> T value(String key, String byDefault, String allowed, Function<String, T> parser) {
        return read(key, byDefault, parser, found -> "'" + found + "' is not allowed: it takes " + allowed);
    }

    /** As {@link #value}, but what was found is not repeated in the problem. */
    <T> T secret(String key, String byDefault, String allowed, Function<String, T> parser) {
        return read(key, byDefault, parser, found -> "the value is not allowed: it takes " + allowed);
    }

    private <T> T read(String key, String byDefault, Function<String, T> parser, Function<String, String> problem) {
        keys.add(key);
        Optional<ConfigValue> found =
                Optional.ofNullable(config.getConfigValue(key)).filter(it -> it.getValue() != null);
        if (found.isPresent()) {
            String text = found.get().getValue().strip();
            try {
                return parser.apply(text);
            } catch (IllegalArgumentException refused) {
                problems.add(found.get().getConfigSourceName() + ": " + key + ": " + problem.apply(text));
            }
        }
        return parser.apply(byDefault);
    }

    static void requireThat(boolean allowed) {
        if (!allowed) {
            throw new IllegalArgumentException();
        }
    }

    private static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
