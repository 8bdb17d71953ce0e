package dev.carillon.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.config.ConfigOutcome.Accepted;
import dev.carillon.config.ConfigOutcome.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a file that is wrong is refused with, and what nobody reads there: its secrets. */
class YamlFileTest {
    private static final String SECRET = "sekret99";

    @TempDir
    private Path folder;

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of(
                        "database:\n  url: \"postgresql://u:sekret99@h:1/d\"\n  url: x", "line 3, column 3: dupli"),
                Arguments.of("database:\n  url: \"sekret99\n  pool-size: 2\n", "line 4, column 1: it cannot be read"),
                Arguments.of("database:\n  encryption-key: 'sekret99\n", "line 3, column 1: it cannot be read"),
                Arguments.of("database:\n  url: \"a\" sekret99\n", "line 2, column 12: it cannot be read"),
                Arguments.of("database:\n  url: a: sekret99\n", "line 2, column 9: it cannot be read"),
                Arguments.of("database:\n  url: @sekret99\n", "line 2, column 8: it cannot be read"),
                Arguments.of("database:\n  url: %sekret99\n", "line 2, column 8: it cannot be read"),
                Arguments.of("database:\n\turl: sekret99\n", "line 2, column 1: it cannot be read"),
                Arguments.of("database:\n  url: *sekret99\n", "line 2, column 8: it cannot be read"),
                Arguments.of("database:\n  url: *[sekret99\n", "line 2, column 9: it cannot be read"),
                Arguments.of("database:\n  url: !sekret99\n", "line 2, column 8: tags are not allowed"),
                Arguments.of("database:\n  url: !!sekret99 x\n", "line 2, column 8: "),
                Arguments.of("database:\n  url: !sekret99!x y\n", "line 2, column 8: it cannot be read"),
                Arguments.of("database:\n  url: !!map sekret99\n", "line 2, column 8: tags are not allowed"),
                Arguments.of("database:\n  url: !!binary sekret99%\n", "line 2, column 8: tags are not allowed"),
                Arguments.of("database:\n  url: \"\\sekret99\"\n", "line 2, column 10: it cannot be read"),
                Arguments.of("database:\n  url: \"\\xsekret99\"\n", "line 2, column 11: it cannot be read"),
                Arguments.of("database:\n  url: \"sekret99\\x", "an escape in double quotes stands for no character"),
                Arguments.of("database:\n  url: \"sekret99\\UFFFFFFFF\"", "an escape in double quotes stands for no"),
                Arguments.of("database:\n  url: [sekret99\n", "line 3, column 1: it cannot be read"),
                Arguments.of("database:\n  url: {a: sekret99\n", "line 3, column 1: it cannot be read"),
                Arguments.of("database:\n  url: {{ sekret99 }}\n", "line 2, column 9: a key is one word"),
                Arguments.of(
                        "database:\n  url: {sekret99: x}\n", "database.url: it takes a value, not keys of its own"),
                Arguments.of(
                        "database:\n  url: [{sekret99: x}]\n", "database.url: it takes a value, not keys of its own"),
                Arguments.of("database:\n  url:sekret99\n", "database: there is no such key"),
                Arguments.of("database:\n  <<: sekret99\n", "line 2, column 7: << takes what holds keys"),
                Arguments.of("database:\n  url: <<\n  sekret99: x", "line 2, column 8: tags are not allowed"),
                Arguments.of("data: a\n--- sekret99\n", "line 2, column 1: it cannot be read"),
                Arguments.of("data: a\nsekret99\n", "line 3, column 1: it cannot be read"),
                Arguments.of("data: \u0001sekret99", "character 7 of the file is one that YAML does not allow"),
                Arguments.of("'data' sekret99", "line 1, column 8: it cannot be read"),
                Arguments.of("sekret99", "it holds no keys, but a single value"),
                Arguments.of("- sekret99", "it holds no keys, but a list"),
                Arguments.of("data: " + "[".repeat(60) + SECRET, "it cannot be read"),
                Arguments.of("data: &a [sekret99, *a]", "line 1, column 7: it is part of itself"),
                Arguments.of("data: &a\n  b: sekret99\n  <<: *a\n", "line 1, column 7: it is part of itself"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void aProblemIsToldByItsPlaceWithoutAnyValue(String text, String told) throws IOException {
        Path file = Files.writeString(folder.resolve("broker.yaml"), text);

        List<String> problems = ((Refused) new ConfigLoader(Map.of()).load(file)).problems();

        assertThat(problems)
                .allSatisfy(
                        problem -> assertThat(problem).startsWith(file + ": ").doesNotContain(SECRET))
                .anySatisfy(problem -> assertThat(problem).contains(told));
    }

    @Test
    void keysCanBeSharedByAnAlias() throws IOException {
        Path file = Files.writeString(folder.resolve("broker.yaml"), """
                delivery:
                  sqs:
                    others: [a, b]
                    a: &usual {endpoint: "http://a", queues: "arn:a:*", region: fr-par}
                    b:
                      <<: *usual
                      queues: "arn:b:*"
                """);

        SqsConfig sqs = ((Accepted) new ConfigLoader(Map.of()).load(file))
                .config()
                .delivery()
                .sqs();

        assertThat(sqs.services())
                .containsExactly(
                        new QueueService("http://a", "arn:a:*", "fr-par", "", ""),
                        new QueueService("http://a", "arn:b:*", "fr-par", "", ""));
    }

    @Test
    void aFileWithoutKeysIsNoProblem() throws IOException {
        for (String text : List.of("", "# nothing\n", "~\n", "---\n")) {
            Path file = Files.writeString(folder.resolve("broker.yaml"), text);

            assertThat(new ConfigLoader(Map.of()).load(file)).isInstanceOf(Accepted.class);
        }
    }
}
