package dev.carillon.config;

import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

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
            List<String> problems = problems(text);
            return problems.isEmpty()
                    ? new YamlFile(new YamlConfigSource(path.toString(), text, ORDINAL), List.of())
                    : refused(problems.stream().map(each -> path + ": " + each).toList());
        } catch (NoSuchFileException missing) {
            return refused(path + ": there is no such configuration file");
        } catch (IOException unreadable) {
            return refused(path + ": cannot be read: " + unreadable);
        } catch (YAMLException malformed) {
            return refused(path + ": not valid YAML: " + YamlProblem.of(malformed));
        }
    }

    /** The keys that the file sets. */
    TreeSet<String> keys() {
        TreeSet<String> keys = new TreeSet<>();
        source.getPropertyNames()
                .forEach(name -> keys.add(MEMBER_OF_LIST.matcher(name).replaceAll("")));
        return keys;
    }

    private static List<String> problems(String text) {
        try {
            Optional<Node> top = Optional.ofNullable(new Yaml().compose(new StringReader(text)));
            return top.map(YamlTree::problems).orElse(List.of());
        } catch (IllegalArgumentException badEscape) {
            // SnakeYAML checks neither that a file goes on behind "\x nor that "\U is in Unicode.
            return List.of("not valid YAML: an escape in double quotes stands for no character");
        }
    }

    private static YamlFile refused(String problem) {
        return refused(List.of(problem));
    }

    private static YamlFile refused(List<String> problems) {
        return new YamlFile(none().source, problems);
    }
}
