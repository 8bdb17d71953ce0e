package dev.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class FileWatchTest {
    @Test
    void looksAgainAlsoAfterALookThatFailed(Vertx vertx) {
        AtomicInteger looks = new AtomicInteger();

        FileWatch.start(vertx, () -> assertThat(looks.incrementAndGet()).isNotEqualTo(1));

        await().atMost(Duration.ofSeconds(30)).until(() -> looks.get() > 2);
    }
}
