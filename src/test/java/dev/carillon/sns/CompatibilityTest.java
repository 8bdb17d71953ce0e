package dev.carillon.sns;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.sns.wire.SnsAction;
import dev.carillon.testing.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/compatibility.md says of the broker what is so. */
class CompatibilityTest {
    private static final Pattern ACTION = Pattern.compile("(?m)^\\| `(\\w+)` \\| (\\w+) \\|(?!.*`)");
    private static final Pattern FEATURES = Pattern.compile("(?s)## Features.*?## Actions");
    private static final Pattern CLIENTS = Pattern.compile("(?s)## Clients.*");
    private static final Pattern SDK_VERSION = Pattern.compile("<awssdk.version>([^<]+)<");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (?!feature).*$");
    private static final Pattern PROMISE = Pattern.compile("`([a-z0-9.-]+)`");
    private static final Pattern FEATURE =
            Pattern.compile("\\|(?: [^|]+ \\|){2}(?: [^|]* \\|){4} " + PROMISE + "(?:, " + PROMISE + ")* \\|");

    @Test
    void listsEveryActionOfTheModelAsItIsAnswered() throws IOException {
        Map<String, String> listed = rows(ACTION)
                .collect(Collectors.toMap(
                        row -> row.group(1), row -> row.group(2), (one, other) -> one + other, TreeMap::new));

        Map<String, String> answered = ServiceModel.actions().keySet().stream()
                .collect(Collectors.toMap(name -> name, CompatibilityTest::isOffered));
        assertThat(listed).isEqualTo(new TreeMap<>(answered));
    }

    /** Whether a promise is kept is for its own tests to say. */
    @Test
    void namesPromisesOfTheContractForEveryFeature() throws IOException {
        String features = rows(FEATURES).findFirst().orElseThrow().group();
        List<String> rows =
                ROW.matcher(features).results().map(MatchResult::group).toList();

        assertThat(rows).isNotEmpty().allMatch(row -> FEATURE.matcher(row).matches());
        assertThat(rows.stream().flatMap(CompatibilityTest::promises)).isSubsetOf(Contract.promises());
    }

    @Test
    void namesTheVersionsOfTheClientsThatTheTestsDrive() throws IOException {
        List<String> rows = rows(CLIENTS)
                .findFirst()
                .orElseThrow()
                .group()
                .lines()
                .filter(row -> row.startsWith("| "))
                .toList();

        assertThat(driven())
                .allSatisfy(version -> assertThat(rows)
                        .anyMatch(row -> row.contains(" " + version)
                                && PROMISE.matcher(row).find()));
        assertThat(rows.stream().flatMap(CompatibilityTest::promises)).isSubsetOf(Contract.promises());
    }

    /** Of the AWS SDK for Java and of what the programs for Node.js import. */
    private static List<String> driven() throws IOException {
        List<String> versions = new ArrayList<>();
        versions.add(first(SDK_VERSION, Files.readString(Path.of("pom.xml"))));
        for (String program : List.of("sns", "management", "sns-validator")) {
            JsonNode manifest = new ObjectMapper()
                    .readTree(Path.of("src", "test", "node", program, "package.json")
                            .toFile());
            manifest.path("dependencies").forEach(version -> versions.add(version.textValue()));
        }
        return versions;
    }

    private static String first(Pattern form, String text) {
        return form.matcher(text).results().findFirst().orElseThrow().group(1);
    }

    private static Stream<String> promises(String row) {
        return PROMISE.matcher(row.substring(row.lastIndexOf(" | "))).results().map(promise -> promise.group(1));
    }

    private static String isOffered(String action) {
        return SnsAction.find(Optional.of(action)).fold(found -> "yes", fault -> "no");
    }

    private static Stream<MatchResult> rows(Pattern form) throws IOException {
        return form.matcher(Files.readString(Path.of("docs", "compatibility.md")))
                .results();
    }
}
