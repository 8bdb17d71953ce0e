package dev.carillon.management;

import io.vertx.core.Future;

/** Answers the calls of one operation of the contract. A failed future is the broker's fault. */
@FunctionalInterface
interface Operation {
    Future<RestReply> answer(Call call);
}
