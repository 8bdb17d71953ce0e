package dev.carillon.config;

import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The file's part of the configuration.
 *
 * @param problems why it cannot be read; the source is empty then
 */
record YamlFile(ConfigSource source, List<String> problems) {
    private static final int ORDINAL = 100;
    private static final Pattern MEMBER_OF_LIST = Pattern.compile("\\[\\d+]");

    /** In place of a file where there is none. */
    static YamlFile none() {
        return new YamlFile(new YamlConfigSource("no file", "", ORDINAL), List.of());
    }

    static YamlFile read(Path path) {
        try {
            String text = Files.readString(path);
            requireKeys(text);
            return new YamlFile(new YamlConfigSource(path.toString(), text, ORDINAL), List.of());
        } catch (NoSuchFileException missing) {
            return refused(path + ": there is no such configuration file");
        } catch (IOException unreadable) {
            return refused(path + ": cannot be read: " + unreadable);
        } catch (YAMLException malformed) {
            return refused(path + ": not valid YAML: "
                    + String.valueOf(malformed.getMessage()).strip().replaceAll("\\s*\\R\\s*", "; "));
        }
    }

    /** The keys that the file sets. */
    TreeSet<String> keys() {
        TreeSet<String> keys = new TreeSet<>();
        source.getPropertyNames()
                .forEach(name -> keys.add(MEMBER_OF_LIST.matcher(name).replaceAll("")));
        return keys;
    }

    /** SmallRye takes the last of two equal keys, and nothing at all from a file that is not a map. */
    private static void requireKeys(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        Object top = new Yaml(new SafeConstructor(options)).load(text);
        if (top != null && !(top instanceof Map)) {
            throw new YAMLException("it holds no keys, but " + top);
        }
    }

    private static YamlFile refused(String problem) {
        return new YamlFile(none().source, List.of(problem));
    }
}
