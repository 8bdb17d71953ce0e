package dev.carillon.delivery.shard;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.carillon.delivery.ScriptedEndpoints;
import dev.carillon.delivery.ShardFixture;
import dev.carillon.delivery.TestTopics;
import dev.carillon.model.Protocol;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The lines that attempts leave, in virtual time. */
class AttemptLogTest {
    private static final String DELIVERED = "delivered";
    private static final String LEFT_OUT = "deliveries not logged one by one";

    private final Logger logger = (Logger) LoggerFactory.getLogger(AttemptLog.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @AutoClose
    private final ShardFixture shard = ShardFixture.open(Map.of("CARILLON_LOG_DELIVERED_PER_SECOND", "3"));

    @BeforeEach
    void start() {
        lines.start();
        logger.addAppender(lines);
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
        shard.topic(1, TestTopics.subscription(1, 5, Protocol.LAMBDA, 0));
    }

    @AfterEach
    void close() {
        logger.setAdditive(true);
        logger.setLevel(null);
        logger.detachAppender(lines);
    }

    @Test
    void anAttemptThatDeliveredHasAWideLine() {
        shard.publish(1, "a");
        shard.advance(Duration.ofMillis(1));

        assertThat(of(DELIVERED)).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.INFO);
            assertThat(line.getKeyValuePairs())
                    .extracting(pair -> pair.key)
                    .containsExactly("topicArn", "subscriptionArn", "messageId", "attempt", "millis", "statusCode");
        });
    }

    @Test
    void ofManyDeliveriesOnlySomeHaveALineAndTheOthersAreCounted() {
        shard.publish(1, "a", "b", "c", "d", "e", "f", "g");
        shard.advance(Duration.ofSeconds(2));

        assertThat(shard.counter("carillon.notifications.delivered")).isEqualTo(7);
        assertThat(of(DELIVERED)).hasSize(3);
        assertThat(of(LEFT_OUT)).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.INFO);
            assertThat(line.getKeyValuePairs()).extracting(Object::toString).containsExactly("count=\"4\"");
        });
    }

    @Test
    void theNextSecondHasLinesAgain() {
        shard.publish(1, "a", "b", "c", "d");
        shard.advance(Duration.ofSeconds(1));

        shard.publish(1, "e");
        shard.advance(Duration.ofMillis(1));

        assertThat(of(DELIVERED)).hasSize(4);
    }

    @Test
    void everyFailedAttemptHasItsLineWhateverWasDelivered() {
        shard.endpoints.answer(TestTopics.endpoint(5), ScriptedEndpoints.NOT_FOUND);

        shard.publish(1, "a", "b", "c", "d", "e", "f", "g");
        shard.advance(Duration.ofSeconds(2));

        assertThat(of("attempt failed")).hasSize(7);
    }

    @Test
    void aStopSaysWhatWasLeftOut() {
        shard.publish(1, "a", "b", "c", "d", "e");
        shard.advance(Duration.ofMillis(1));
        assertThat(of(LEFT_OUT)).isEmpty();

        assertThat(shard.stop().succeeded()).isTrue();

        assertThat(of(LEFT_OUT)).hasSize(1);
    }

    @Test
    void nothingIsCountedForALogThatIsNotWritten() {
        logger.setLevel(Level.WARN);

        shard.publish(1, "a", "b", "c", "d", "e");
        shard.advance(Duration.ofSeconds(2));

        assertThat(lines.list).isEmpty();
    }

    private List<ILoggingEvent> of(String message) {
        return Stream.of(lines.list.toArray(ILoggingEvent[]::new))
                .filter(line -> line.getMessage().equals(message))
                .toList();
    }
}
