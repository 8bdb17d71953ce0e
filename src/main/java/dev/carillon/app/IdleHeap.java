package dev.carillon.app;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * Gives memory back that a burst of messages took. G1 shrinks its heap only at the end of a concurrent cycle, and without
 * garbage there is none: a broker that nobody publishes to any more would stay as large as it was at its busiest. G1 can be
 * told to begin one when so long nothing was collected (JEP 346), also while it runs, so that no flag is needed at the
 * start. A busy broker collects more often than that, and never notices.
 */
final class IdleHeap {
    private static final String INTERVAL = "G1PeriodicGCInterval";
    private static final Duration IDLE = Duration.ofMinutes(1);

    private IdleHeap() {}

    /** Leaves alone what an operator set, and any other collector or virtual machine. */
    static void giveBack() {
        HotSpotDiagnosticMXBean machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        if (machine == null || !usesG1(machine)) {
            return;
        }
        VMOption interval = machine.getVMOption(INTERVAL);
        if (interval.getOrigin() == VMOption.Origin.DEFAULT && interval.isWriteable()) {
            machine.setVMOption(INTERVAL, Long.toString(IDLE.toMillis()));
        }
    }

    private static boolean usesG1(HotSpotDiagnosticMXBean machine) {
        try {
            return Boolean.parseBoolean(machine.getVMOption("UseG1GC").getValue());
        } catch (IllegalArgumentException builtWithoutIt) {
            return false;
        }
    }
}
