package dev.carillon.sns.subscription;

import dev.carillon.sns.wire.Checked;
import dev.carillon.sns.wire.request.QueryRequest;

/** A truth value as SDKs send it. */
final class Flag {
    private Flag() {}

    /** Absent is false. */
    static Checked<Boolean> read(QueryRequest request, String parameter) {
        String text = request.text(parameter).orElse("");
        return switch (text) {
            case "true", "True", "TRUE" -> Checked.valid(true);
            case "", "false", "False", "FALSE" -> Checked.valid(false);
            default -> Checked.invalidParameter("Invalid parameter: " + parameter);
        };
    }
}
