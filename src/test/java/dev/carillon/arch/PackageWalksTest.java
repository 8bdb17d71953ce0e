package dev.carillon.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a package's own page leaves out, a reader does not find. */
class PackageWalksTest {
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final String WALK = "package-info.java";

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageNamesAllOfItsClasses(Path folder) throws IOException {
        String walk = Files.readString(folder.resolve(WALK));

        assertThat(classes(folder))
                .allSatisfy(name -> assertThat(walk).containsPattern("\\b" + Pattern.quote(name) + "\\b"));
    }

    static List<Path> packages() throws IOException {
        try (Stream<Path> all = Files.walk(SOURCES)) {
            return all.filter(Files::isDirectory)
                    .filter(folder -> !classes(folder).isEmpty())
                    .toList();
        }
    }

    private static List<String> classes(Path folder) {
        return Stream.of(folder.toFile().list())
                .filter(file -> file.endsWith(".java") && !file.equals(WALK))
                .map(file -> file.substring(0, file.length() - ".java".length()))
                .toList();
    }
}
