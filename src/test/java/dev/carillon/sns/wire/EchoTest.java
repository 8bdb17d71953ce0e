package dev.carillon.sns.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EchoTest {
    @Test
    void repeatsAShortTextWhole() {
        assertThat(Echo.of("x".repeat(100))).isEqualTo("x".repeat(100));
    }

    @Test
    void cutsALongTextBetweenCharacters() {
        assertThat(Echo.of("x".repeat(101))).isEqualTo("x".repeat(100));
        assertThat(Echo.of("x".repeat(99) + "😀")).isEqualTo("x".repeat(99));
    }
}
