package dev.carillon.journal.store;

/**
 * What Chronicle must be told before any of its classes loads: it reads these properties once. It phones nobody, prints
 * no banner and runs no disk monitor, which leaks slowly with thousands of files.
 */
final class ChronicleSettings {
    private ChronicleSettings() {}

    static void apply() {
        System.setProperty("chronicle.analytics.disable", "true");
        System.setProperty("chronicle.announcer.disable", "true");
        System.setProperty("chronicle.disk.monitor.disable", "true");
        System.setProperty("jvm.resource.tracing", "false");
    }
}
