package dev.carillon.app.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** All lines are written on the test's own thread: if one ever waited for the reader, no test would end. */
class LogQueueTest {
    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final StallingReader reader = new StallingReader();
    private final LogQueue queue = new LogQueue();

    @BeforeEach
    void start() {
        queue.setContext(context);
        queue.addAppender(reader);
        reader.start();
        queue.start();
    }

    @AfterEach
    void stop() {
        reader.goOn.release();
        queue.stop();
    }

    @Test
    void hasRoomForTroubleWhenNobodyReadsWhatIsUsual() {
        stall();

        write(Level.INFO, LogQueue.PLACES);

        assertThat(queue.discarded()).isEqualTo(LogQueue.RESERVED_FOR_TROUBLE - 1);
        write(Level.WARN, 10);
        write(Level.ERROR, 10);
        assertThat(queue.discarded()).isEqualTo(LogQueue.RESERVED_FOR_TROUBLE - 1);
        assertThat(queue.getNumberOfElementsInQueue())
                .isEqualTo(LogQueue.PLACES - LogQueue.RESERVED_FOR_TROUBLE + 1 + 20);
    }

    @Test
    void discardsEvenTroubleRatherThanWait() {
        stall();

        write(Level.ERROR, LogQueue.PLACES + 100);

        assertThat(queue.discarded()).isEqualTo(100);
    }

    @Test
    void discardsNothingThatIsRead() {
        reader.goOn.release();

        write(Level.INFO, 1_000);

        await().until(() -> reader.lines.size() == 1_000);
        assertThat(queue.discarded()).isZero();
    }

    @Test
    void writesWhatWaitsBeforeItStops() {
        stall();
        write(Level.INFO, 100);

        reader.goOn.release();
        queue.stop();

        assertThat(reader.lines).hasSize(101).endsWith("line 99");
    }

    @Test
    void stopsThoughNobodyReads() {
        stall();
        write(Level.INFO, 100);

        queue.stop();

        assertThat(queue.isStarted()).isFalse();
        assertThat(reader.lines).isEmpty();
    }

    /** Has one line taken off the queue, which the reader then never finishes. */
    private void stall() {
        queue.doAppend(line(Level.INFO, "stalled"));
        await().until(() -> reader.isReading.getCount() == 0);
    }

    private void write(Level level, int lines) {
        for (int i = 0; i < lines; i++) {
            queue.doAppend(line(level, "line " + i));
        }
    }

    private ILoggingEvent line(Level level, String message) {
        return new LoggingEvent("", context.getLogger("test"), level, message, null, null);
    }

    /** A console whose reader takes nothing until it is told to go on; like a pipe, it cannot be interrupted. */
    private static final class StallingReader extends AppenderBase<ILoggingEvent> {
        final List<String> lines = new CopyOnWriteArrayList<>();
        final CountDownLatch isReading = new CountDownLatch(1);
        final Semaphore goOn = new Semaphore(0);

        @Override
        protected void append(ILoggingEvent line) {
            isReading.countDown();
            goOn.acquireUninterruptibly();
            goOn.release();
            lines.add(line.getFormattedMessage());
        }
    }
}
