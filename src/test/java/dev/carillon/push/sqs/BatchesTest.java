package dev.carillon.push.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.push.QueueMessage;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {
    @Test
    void aBatchHasAtMostTenMessages() {
        List<Waiting> all =
                IntStream.range(0, 25).mapToObj(i -> waiting("a", 10)).toList();

        assertThat(Batches.of(all)).extracting(List::size).containsExactly(10, 10, 5);
        assertThat(Batches.of(all).stream().flatMap(List::stream)).containsExactlyElementsOf(all);
    }

    @Test
    void aBatchHasMessagesOfOneQueue() {
        Waiting first = waiting("a", 1);
        Waiting other = waiting("b", 1);
        Waiting second = waiting("a", 1);

        assertThat(Batches.of(List.of(first, other, second))).containsExactly(List.of(first, second), List.of(other));
    }

    @Test
    void aBatchIsNoLargerThanAMessageMayBe() {
        Waiting large = waiting("a", 200_000);
        Waiting small = waiting("a", 60_000);
        Waiting tooLarge = waiting("a", 400_000);

        assertThat(Batches.of(List.of(large, small, small, tooLarge, small)))
                .containsExactly(List.of(large, small), List.of(small), List.of(tooLarge), List.of(small));
    }

    private static Waiting waiting(String queue, int bytes) {
        return new Waiting(
                new QueueMessage(queue, Buffer.buffer(new byte[bytes]), List.of(), "", ""), Promise.promise());
    }
}
