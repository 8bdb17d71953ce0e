package dev.carillon.sns.wire.reply;

import dev.carillon.sns.wire.RandomUuids;

/** The id that every reply carries: {@code tx} and a random UUID, as Scaleway's do. */
public final class RequestId {
    private RequestId() {}

    public static String next() {
        return "tx" + RandomUuids.next();
    }
}
