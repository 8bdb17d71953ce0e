package dev.carillon.crash.soak;

/**
 * A subscription that is there.
 *
 * @param topic by the ledger's number
 * @param receiver the port of its endpoint
 */
record Subscribed(String arn, int topic, String protocol, int receiver, String path, Filter filter, boolean isRaw) {
    String endpoint() {
        return "http://127.0.0.1:" + receiver + path;
    }

    boolean isWeb() {
        return protocol.equals("http");
    }

    Subscribed withArn(String given) {
        return new Subscribed(given, topic, protocol, receiver, path, filter, isRaw);
    }

    /** With the same path at another receiver. */
    Subscribed at(int other) {
        return new Subscribed(arn, topic, protocol, other, path, filter, isRaw);
    }

    Subscribed withFilter(Filter other) {
        return new Subscribed(arn, topic, protocol, receiver, path, other, isRaw);
    }

    Subscribed withRaw(boolean other) {
        return new Subscribed(arn, topic, protocol, receiver, path, filter, other);
    }
}
