package dev.carillon.management;

import dev.carillon.model.Credential;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * Which part of a list of credentials was asked for.
 *
 * @param number from 1 on
 */
record CredentialPage(int number, int size, CredentialOrder order) {
    private static final int USUAL_SIZE = 50;
    private static final int MAX_SIZE = 100;

    static CredentialPage of(Arguments arguments) {
        return new CredentialPage(
                arguments.queryNumber("page", 1, Integer.MAX_VALUE),
                arguments.queryNumber("page_size", USUAL_SIZE, MAX_SIZE),
                arguments.queryOrder("order_by"));
    }

    /** This page of all of these; empty past the end. */
    JsonObject json(List<Credential> all) {
        JsonArray page = new JsonArray();
        all.stream()
                .sorted(order.comparator())
                .skip((number - 1L) * size)
                .limit(size)
                .map(WireForm::withoutSecret)
                .forEach(page::add);
        return new JsonObject().put("total_count", all.size()).put("sns_credentials", page);
    }
}
