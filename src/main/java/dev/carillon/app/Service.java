package dev.carillon.app;

import dev.carillon.app.log.Logging;
import dev.carillon.app.step.StartFailure;
import dev.carillon.config.BrokerConfig;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;

/**
 * A broker as a process: runs until a signal ends it. The signal arrives as the JVM's shutdown hook, which stops the
 * broker and ends the process with 0; left alone, the JVM would end with 143.
 */
final class Service {
    private final BrokerConfig config;
    private final PrintWriter out;
    private final PrintWriter err;

    Service(BrokerConfig config, PrintWriter out, PrintWriter err) {
        this.config = config;
        this.out = out;
        this.err = err;
    }

    int run() {
        IdleHeap.giveBack();
        Broker broker = new Broker(config);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endOnSignal(broker), "shutdown"));
        try {
            broker.start();
        } catch (StartFailure failure) {
            Logging.end();
            err.println("carillon cannot start: " + failure.getMessage());
            return Main.FAILED;
        }
        broker.newKeys().ifPresent(this::announce);
        return waitForSignal();
    }

    private void announce(String lines) {
        out.println(
                "# Made at this first start, and kept in " + config.dataFolder().resolve("quickstart.env") + ":");
        lines.lines().forEach(line -> out.println("export " + line));
    }

    /** Returns only when the thread is interrupted, which nobody does. */
    private static int waitForSignal() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        return Main.DONE;
    }

    /** Waits for a start that is still under way; a start that failed has stopped everything itself. */
    private static void endOnSignal(Broker broker) {
        broker.stop().ifPresent(clean -> {
            Logging.end();
            Runtime.getRuntime().halt(clean ? Main.DONE : Main.FAILED);
        });
    }
}
