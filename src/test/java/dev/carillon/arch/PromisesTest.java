package dev.carillon.arch;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.carillon.testing.Contract;
import dev.carillon.testing.Keeps;
import java.io.IOException;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every promise of docs/contract.md is kept by a test, and every test that says so keeps a promise of the document. */
class PromisesTest {
    private static final Pattern ROW = Pattern.compile("\\| `([a-z0-9-]+(?:\\.[a-z0-9-]+)+)` \\| \\S.*\\S \\|");
    /** What JUnit's and jqwik's annotations of a test have in common. */
    private static final String TESTABLE = "org.junit.platform.commons.annotation.Testable";

    private static final JavaClasses TESTS = new ClassFileImporter()
            .importUrl(Keeps.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void everyPromiseIsARowWithAnIdOfItsOwn() throws IOException {
        assertThat(Contract.rows()).allMatch(row -> ROW.matcher(row).matches()).isNotEmpty();
        assertThat(Contract.promises()).doesNotHaveDuplicates();
    }

    @Test
    void everyPromiseHasATestAndEveryTestAPromise() throws IOException {
        assertThat(kept().distinct()).containsExactlyInAnyOrderElementsOf(Contract.promises());
    }

    /** An annotation elsewhere, on a fixture say, would promise what nothing runs. */
    @Test
    void onlyTestsKeepPromises() {
        assertThat(methods().filter(method -> method.isAnnotatedWith(Keeps.class)))
                .allMatch(PromisesTest::isTest);
        assertThat(TESTS.stream().filter(type -> type.isAnnotatedWith(Keeps.class)))
                .allMatch(type -> type.getMethods().stream().anyMatch(PromisesTest::isTest));
    }

    private static Stream<String> kept() {
        Stream<HasAnnotations<?>> all = Stream.concat(TESTS.stream(), methods());
        return all.flatMap(each -> each.tryGetAnnotationOfType(Keeps.class).stream())
                .flatMap(keeps -> Arrays.stream(keeps.value()));
    }

    private static Stream<JavaMethod> methods() {
        return TESTS.stream().flatMap(type -> type.getMethods().stream());
    }

    private static boolean isTest(JavaMethod method) {
        return method.isMetaAnnotatedWith(TESTABLE);
    }
}
