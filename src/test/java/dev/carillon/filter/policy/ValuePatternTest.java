package dev.carillon.filter.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.filter.AlikeTexts;
import dev.carillon.filter.policy.ValuePattern.AddressIs;
import dev.carillon.filter.policy.ValuePattern.Affix;
import dev.carillon.filter.policy.ValuePattern.AnythingBut;
import dev.carillon.filter.policy.ValuePattern.Exact;
import dev.carillon.filter.policy.ValuePattern.IgnoringCase;
import dev.carillon.filter.policy.ValuePattern.Literal;
import dev.carillon.filter.policy.ValuePattern.NumberIs;
import dev.carillon.filter.policy.ValuePattern.NumberWithin;
import dev.carillon.filter.policy.ValuePattern.Wildcard;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Patterns as the keys of maps. */
class ValuePatternTest {
    private static final int MANY = 1_000;

    @ParameterizedTest
    @MethodSource("kinds")
    void whatTheJdkHashesAlikeIsHashedApart(Function<String, Object> kind) {
        assertThat(hashes(kind)).hasSizeGreaterThan(MANY - 10);
    }

    static Stream<Function<String, Object>> kinds() {
        return Stream.of(
                Exact::new,
                Literal::new,
                IgnoringCase::new,
                AddressIs::new,
                text -> new Affix(text, false, false),
                text -> new Wildcard(new WildcardText(text)),
                text -> new AnythingBut(Set.of(text), Set.of(), List.of()),
                text -> new AnythingBut(Set.of(), Set.of(), List.of(new Exact(text))),
                text -> new NumberIs(alikeNumber(text)),
                text -> new NumberWithin(alikeNumber(text), true, 1e300, true),
                text -> new Condition(text, List.of(new Exact("a"))),
                text -> new Condition("a", List.of(new Exact(text))));
    }

    @Test
    void equalPatternsAreHashedAlike() {
        assertThat(new AnythingBut(Set.of("a", "b"), Set.of(1.0, 2.0), List.of()))
                .isEqualTo(new AnythingBut(Set.of("b", "a"), Set.of(2.0, 1.0), List.of()))
                .hasSameHashCodeAs(new AnythingBut(Set.of("b", "a"), Set.of(2.0, 1.0), List.of()));
    }

    /** Looked up one after another, these would be ten thousand million comparisons. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void findsWhatIsExceptedAmongManyThatAreHashedAlike() {
        Set<String> texts =
                IntStream.range(0, 1 << 17).mapToObj(AlikeTexts::text).collect(Collectors.toSet());
        AnythingBut pattern = new AnythingBut(texts, Set.of(), List.of());

        assertThat(texts)
                .allMatch(text -> !pattern.matches(FieldValue.text(text, 0), new Work()))
                .noneMatch(text -> !pattern.matches(FieldValue.text(text + "x", 0), new Work()));
    }

    private static Set<Integer> hashes(Function<String, Object> kind) {
        return IntStream.range(0, MANY)
                .mapToObj(number -> kind.apply(AlikeTexts.text(number)).hashCode())
                .collect(Collectors.toSet());
    }

    /** Of which the JDK hashes one half of the bits with the other. */
    private static double alikeNumber(String text) {
        long half = 0x3FF00000L + AlikeTexts.number(text);
        return Double.longBitsToDouble(half << 32 | half);
    }
}
