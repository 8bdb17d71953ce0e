package dev.carillon.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.testing.VirtualTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailedTopicsTest {
    private final VirtualTime time = new VirtualTime();
    private final FailedTopics failed = new FailedTopics(time);

    @Test
    void rememberWhatFailedAndNothingElse() {
        List<Long> done = new ArrayList<>();

        failed.run(1, () -> done.add(1L));
        fail(2);
        time.advance(FailedTopics.AGAIN);

        assertThat(done).containsExactly(1L);
        assertThat(failed.due()).containsExactly(2L);
        assertThat(failed.due()).isEmpty();
    }

    @Test
    void oneThatFailsAllTheTimeHoldsUpNoOther() {
        fail(1);
        for (int second = 0; second < 60; second++) {
            fail(2);
            time.advance(Duration.ofSeconds(1));
        }

        assertThat(failed.due()).containsExactly(1L, 2L);
    }

    @Test
    void forgetATopicThatIsGone() {
        fail(1);
        failed.forget(1);
        time.advance(FailedTopics.AGAIN);

        assertThat(failed.due()).isEmpty();
    }

    private void fail(long topicNo) {
        failed.run(topicNo, () -> {
            throw new UncheckedIOException(new IOException("an input/output error"));
        });
    }
}
