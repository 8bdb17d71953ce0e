package dev.carillon.bus;

import java.util.List;

/**
 * What became of an {@link Append}. Whatever it says was stored is durable at the configured level.
 *
 * @param outcomes one a publication, in the order of the request
 */
public record AppendReply(List<AppendOutcome> outcomes) {
    public AppendReply {
        outcomes = List.copyOf(outcomes);
    }
}
