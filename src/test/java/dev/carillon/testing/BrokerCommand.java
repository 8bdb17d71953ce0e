package dev.carillon.testing;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The command line of a broker's process. It runs from the jar when the system property {@code carillon.jar} names one,
 * otherwise from the classes under test.
 */
public final class BrokerCommand {
    private static final String JAR = System.getProperty("carillon.jar", "");

    /**
     * {@code -Dbroker.flags=…}: arguments for the JVM. Most brokers of tests live for seconds, and would compile for
     * longer than they serve.
     */
    private static final List<String> FLAGS = Arrays.stream(
                    System.getProperty("broker.flags", "").split(" ", -1))
            .filter(flag -> !flag.isEmpty())
            .toList();

    private static final List<String> JOURNAL_FLAGS = List.of(
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED");

    private BrokerCommand() {}

    public static List<String> of(String... arguments) {
        return command(JAR.isEmpty() ? List.of() : ClassArchive.flags(Path.of(JAR)), arguments);
    }

    /** The JVM writes its classes to an archive when it ends. */
    static List<String> archiving(Path archive, String... arguments) {
        return command(List.of("-XX:ArchiveClassesAtExit=" + archive), arguments);
    }

    private static List<String> command(List<String> flags, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
        command.addAll(FLAGS);
        command.addAll(flags);
        if (JAR.isEmpty()) {
            command.addAll(JOURNAL_FLAGS);
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.carillon.app.Main"));
        } else {
            command.addAll(List.of("-jar", JAR));
        }
        command.addAll(List.of(arguments));
        return command;
    }
}
