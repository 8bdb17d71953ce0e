package dev.carillon.sns.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.carillon.metrics.BrokerMetrics;
import dev.carillon.sns.call.RequestTrail;
import dev.carillon.sns.wire.SnsErrorCode;
import dev.carillon.sns.wire.SnsFault;
import dev.carillon.sns.wire.reply.WireProtocol;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

class RefusalLogTest {
    private static final RequestTrail TRAIL = new RequestTrail("127.0.0.1", WireProtocol.QUERY);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final RefusalLog refusals = new RefusalLog(new BrokerMetrics(meters));

    @Test
    void countsTheReasonsApartForWhichClientsSeeOneCode() {
        refuse(SnsErrorCode.RATE_EXCEEDED);
        refuse(SnsErrorCode.RATE_EXCEEDED);
        refuse(SnsErrorCode.QUOTA_EXCEEDED);
        refuse(SnsErrorCode.THROTTLED);

        assertThat(counted("rate_exceeded")).isEqualTo(2);
        assertThat(counted("quota_exceeded")).isEqualTo(1);
        assertThat(counted("throttled")).isEqualTo(1);
    }

    @Test
    void saysTheStatusThatTheClientGot() {
        Logger logger = (Logger) LoggerFactory.getLogger(RefusalLog.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        logger.setLevel(Level.INFO);
        try {
            refusals.refused(TRAIL, SnsFault.invalidParameter("too long"), 414);
        } finally {
            logger.setLevel(null);
            logger.detachAppender(lines);
        }

        assertThat(lines.list.get(0).getKeyValuePairs()).contains(new KeyValuePair("statusCode", 414));
    }

    private void refuse(SnsErrorCode code) {
        refusals.refused(TRAIL, SnsFault.of(code, "too much"), code.httpStatus());
    }

    private double counted(String reason) {
        return meters.get("carillon.sns.refusals")
                .tag("code", "Throttled")
                .tag("reason", reason)
                .counter()
                .count();
    }
}
