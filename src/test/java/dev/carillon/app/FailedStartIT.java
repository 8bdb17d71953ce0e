package dev.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.catalog.embedded.EmbeddedServer;
import dev.carillon.model.TimeSource;
import dev.carillon.testing.TestBroker;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start that fails leaves nothing behind, in whatever way it fails. */
class FailedStartIT {
    @TempDir
    private Path folder;

    @Test
    void stopsTheDatabaseWhenAStartEndsByABug() throws Exception {
        TestBroker.Builder broker = TestBroker.builder().dataFolder(folder).time(new BrokenAtTheListeners());

        assertThatThrownBy(broker::start).hasStackTraceContaining("a bug");

        Optional<EmbeddedServer> next = EmbeddedServer.start(folder);
        assertThat(next).as("the lock of who runs the folder's server").isPresent();
        next.get().stop();
    }

    /** A clock that fails whoever opens the public listeners, when all the rest runs. */
    private static final class BrokenAtTheListeners implements TimeSource {
        private final TimeSource real = new SystemTime();

        @Override
        public Instant now() {
            return real.now();
        }

        @Override
        public long nanoTime() {
            boolean isOpening = StackWalker.getInstance()
                    .walk(frames ->
                            frames.anyMatch(frame -> frame.getClassName().equals(PublicListeners.class.getName())));
            if (isOpening) {
                throw new IllegalStateException("a bug");
            }
            return real.nanoTime();
        }
    }
}
