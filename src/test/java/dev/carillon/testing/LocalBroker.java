package dev.carillon.testing;

import java.nio.file.Path;

/** {@link TestBroker} with a {@code main}: a broker on the usual ports to try things on, from an IDE. */
public final class LocalBroker {
    private LocalBroker() {}

    /** Keeps its data in the folder that is named, or in {@code target/local-broker}. */
    public static void main(String[] arguments) {
        TestBroker broker = TestBroker.builder()
                .with("management-port", "8080")
                .with("sns-port", "8081")
                .with("ops-port", "8082")
                .dataFolder(Path.of(arguments.length > 0 ? arguments[0] : "target/local-broker"))
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
        System.out.println(QuickstartFile.in(broker.dataFolder()).values());
    }
}
