package dev.carillon.sns.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.metrics.BrokerMetrics;
import dev.carillon.sns.call.RequestTrail;
import dev.carillon.sns.wire.SnsErrorCode;
import dev.carillon.sns.wire.SnsFault;
import dev.carillon.sns.wire.reply.WireProtocol;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class RefusalLogTest {
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

    private void refuse(SnsErrorCode code) {
        refusals.refused(new RequestTrail("127.0.0.1", WireProtocol.QUERY), SnsFault.of(code, "too much"));
    }

    private double counted(String reason) {
        return meters.get("carillon.sns.refusals")
                .tag("code", "Throttled")
                .tag("reason", reason)
                .counter()
                .count();
    }
}
