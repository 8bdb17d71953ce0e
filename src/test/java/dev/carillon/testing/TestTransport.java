package dev.carillon.testing;

import java.util.Optional;

/** The transport by which the brokers of a run are to serve, where it names one: {@code CARILLON_TEST_TRANSPORT}. */
final class TestTransport {
    private TestTransport() {}

    static Optional<String> ifNamed() {
        return Optional.ofNullable(System.getenv("CARILLON_TEST_TRANSPORT")).filter(name -> !name.isEmpty());
    }
}
