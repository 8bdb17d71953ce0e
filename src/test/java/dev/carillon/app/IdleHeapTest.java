package dev.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** One test, since what a virtual machine was told once it does not forget: from then on it counts as an operator's wish. */
class IdleHeapTest {
    private final HotSpotDiagnosticMXBean machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);

    @Test
    void anIdleHeapIsCollectedEachMinuteUnlessTheOperatorSaidOtherwise() {
        assumeThat(machine.getVMOption("UseG1GC").getValue())
                .as("the collector of machines with one processor has no such flag")
                .isEqualTo("true");
        IdleHeap.giveBack();
        assertThat(interval()).isEqualTo("60000");

        machine.setVMOption("G1PeriodicGCInterval", "0");
        IdleHeap.giveBack();
        assertThat(interval()).isEqualTo("0");
    }

    private String interval() {
        return machine.getVMOption("G1PeriodicGCInterval").getValue();
    }
}
