package dev.carillon.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProjectQuotaTest {
    private static final int PUBLISHERS = 64;
    private static final long ALLOWED = 1_000_003;

    @Test
    void takesAllOfItToTheLastByteAndNotOneMore() {
        ProjectQuota quota = new ProjectQuota(100);

        assertThat(quota.reserve(60)).isTrue();
        assertThat(quota.reserve(41)).isFalse();
        assertThat(quota.reserve(40)).isTrue();
        assertThat(quota.reserve(1)).isFalse();
        quota.release(1);
        assertThat(quota.reserve(1)).isTrue();
        assertThat(quota.storedBytes()).isEqualTo(100);
    }

    @Test
    void isNeverPassedByAByteUnder64Publishers() throws InterruptedException {
        ProjectQuota quota = new ProjectQuota(ALLOWED);
        AtomicLong kept = new AtomicLong();
        AtomicBoolean wasPassed = new AtomicBoolean();
        CountDownLatch together = new CountDownLatch(PUBLISHERS);
        ExecutorService publishers = Executors.newFixedThreadPool(PUBLISHERS);
        for (int i = 0; i < PUBLISHERS; i++) {
            publishers.execute(() -> {
                together.countDown();
                for (int n = 0; n < 20_000; n++) {
                    int bytes = ThreadLocalRandom.current().nextInt(1, 5_000);
                    if (quota.reserve(bytes)) {
                        wasPassed.compareAndSet(false, quota.storedBytes() > ALLOWED);
                        if (n % 3 == 0) {
                            quota.release(bytes);
                        } else {
                            kept.addAndGet(bytes);
                        }
                    }
                }
            });
        }
        publishers.shutdown();

        assertThat(publishers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        assertThat(wasPassed).isFalse();
        assertThat(quota.storedBytes()).isEqualTo(kept.get()).isBetween(ALLOWED - 5_000, ALLOWED);
    }
}
