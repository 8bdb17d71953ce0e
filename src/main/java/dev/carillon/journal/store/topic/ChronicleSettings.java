package dev.carillon.journal.store.topic;

/**
 * What Chronicle must be told before any of its classes loads: it reads these properties once. It phones nobody, prints
 * no banner and runs no disk monitor, which leaks slowly with thousands of files. What has to load before the process
 * begins to end loads here.
 */
public final class ChronicleSettings {
    private ChronicleSettings() {}

    public static void apply() {
        System.setProperty("chronicle.analytics.disable", "true");
        System.setProperty("chronicle.announcer.disable", "true");
        System.setProperty("chronicle.disk.monitor.disable", "true");
        System.setProperty("jvm.resource.tracing", "false");
        ChronicleAppender.prepare();
    }
}
