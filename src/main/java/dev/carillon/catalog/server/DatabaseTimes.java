package dev.carillon.catalog.server;

/**
 * How long the catalogue waits for the server.
 *
 * @param connectMillis for a connection
 * @param loginSeconds for a server that takes connections and then says nothing, as one on a machine that hangs
 * @param statementMillis for a statement
 * @param idleSeconds an unused connection is closed after this
 * @param silenceSeconds a server that says nothing for so long is not there any more; longer than a connection may be
 *     unused and a statement may then take, since both are silence
 */
public record DatabaseTimes(
        int connectMillis, int loginSeconds, int statementMillis, int idleSeconds, int silenceSeconds) {
    public static final DatabaseTimes USUAL = new DatabaseTimes(5_000, 10, 10_000, 10, 25);

    public DatabaseTimes {
        if (silenceSeconds * 1_000 <= idleSeconds * 1_000 + statementMillis) {
            throw new IllegalArgumentException("a statement would be taken for silence");
        }
    }
}
