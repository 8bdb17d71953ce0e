package dev.carillon.catalog.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PostmasterTest {
    private static final String READY = pidFile(37, 1_795_718_314, "ready   ");

    @Test
    void aServerIsReadyWhenItsFileSaysSo() {
        assertThat(Postmaster.isReady(READY, "", 37)).isTrue();
        assertThat(Postmaster.isReady(pidFile(37, 1_795_718_314, "starting"), "", 37))
                .isFalse();
        assertThat(Postmaster.isReady(pidFile(36, 1_795_718_314, "ready   "), "", 37))
                .isFalse();
        assertThat(Postmaster.isReady("37\n/data\n", "", 37)).isFalse();
    }

    /** In a container that starts again, both have the same number. */
    @Test
    void whatAKilledServerLeftDoesNotSayThatTheNextOneIsReady() {
        assertThat(Postmaster.isReady(READY, READY, 37)).isFalse();
        assertThat(Postmaster.isReady(pidFile(37, 1_795_718_323, "ready   "), READY, 37))
                .isTrue();
    }

    /** As PostgreSQL's {@code pidfile.h} has it. */
    private static String pidFile(long pid, long startedSeconds, String status) {
        return pid + "\n/data/postgresql/cluster\n" + startedSeconds + "\n44725\n\n127.0.0.1\n  1234   0\n" + status
                + "\n";
    }
}
