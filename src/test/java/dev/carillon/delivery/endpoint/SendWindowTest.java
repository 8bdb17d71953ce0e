package dev.carillon.delivery.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SendWindowTest {
    private final SendWindow window = new SendWindow(32);

    @Test
    void growsWithEveryAnswerUpToItsMost() {
        assertThat(window.size()).isEqualTo(4);
        for (int i = 0; i < 100; i++) {
            window.answered();
        }

        assertThat(window.size()).isEqualTo(32);
    }

    @Test
    void anEndpointThatDoesNotAnswerGetsOneAtATime() {
        for (int i = 0; i < 5; i++) {
            window.unanswered();
        }

        assertThat(window.size()).isEqualTo(1);
        assertThat(window.isHanging()).isTrue();
        window.answered();
        assertThat(window.isHanging()).isFalse();
    }

    @Test
    void neverPassesASmallMost() {
        SendWindow narrow = new SendWindow(2);
        narrow.answered();

        assertThat(narrow.size()).isEqualTo(2);
    }
}
