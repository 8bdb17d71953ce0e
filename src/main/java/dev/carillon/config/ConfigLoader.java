package dev.carillon.config;

import dev.carillon.config.ConfigOutcome.Accepted;
import dev.carillon.config.ConfigOutcome.Refused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the configuration: the environment wins over the file, the file over the defaults. Nothing is read again later.
 */
public final class ConfigLoader {
    /** Read when no other file is named and it is there. */
    static final Path USUAL_FILE = Path.of("conf", "carillon.yaml");

    private final EnvironmentSource environment;

    /** Only the variables whose name begins with {@code CARILLON_} matter. */
    public ConfigLoader(Map<String, String> environment) {
        this.environment = new EnvironmentSource(environment);
    }

    /** Reads the file that {@code CARILLON_CONFIG} names, or {@code conf/carillon.yaml} where it is there, or none. */
    public ConfigOutcome load() {
        if (environment.configFile().isPresent()) {
            return load(Path.of(environment.configFile().get()));
        }
        return Files.exists(USUAL_FILE) ? load(USUAL_FILE) : read(YamlFile.none());
    }

    /** Reads this file, whatever {@code CARILLON_CONFIG} says. */
    public ConfigOutcome load(Path file) {
        YamlFile yaml = YamlFile.read(file);
        return yaml.problems().isEmpty() ? read(yaml) : new Refused(yaml.problems());
    }

    private ConfigOutcome read(YamlFile file) {
        Settings settings = Settings.of(List.of(file.source(), environment));
        BrokerConfig config = BrokerConfig.read(settings);
        refuseUnknown(file, settings);
        return settings.problems().isEmpty() ? new Accepted(config) : new Refused(settings.problems());
    }

    private void refuseUnknown(YamlFile file, Settings settings) {
        file.keys().stream()
                .filter(key -> !settings.keys().contains(key))
                .map(key -> unknown(key, settings.keys()))
                .distinct()
                .forEach(problem -> settings.refuse(file.source().getName() + ": " + problem));
        for (String variable : environment.unknown(settings.keys())) {
            settings.refuse(variable + ": there is no such setting"
                    + Suggestion.near(
                            variable,
                            settings.keys().stream()
                                    .map(EnvironmentSource::variable)
                                    .toList()));
        }
    }

    /** What is below a key that takes a value is not named: it may be the value in braces, and a secret. */
    private static String unknown(String key, Set<String> known) {
        return known.stream()
                .filter(above -> key.startsWith(above + "."))
                .findFirst()
                .map(above -> above + ": it takes a value, not keys of its own")
                .orElseGet(() -> key + ": there is no such key" + Suggestion.near(key, known));
    }
}
