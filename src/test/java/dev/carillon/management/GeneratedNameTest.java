package dev.carillon.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GeneratedNameTest {
    @Test
    void hasAnAdjectiveAndANoun() {
        Random random = new Random(7);

        assertThat(Stream.generate(() -> GeneratedName.next(random)).limit(100))
                .allMatch(name -> name.matches("mnq_sns_[a-z]+_[a-z]+"))
                .anyMatch(name -> !name.equals(GeneratedName.next(new Random(7))));
    }
}
