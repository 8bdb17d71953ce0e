package dev.carillon.bus;

import java.util.List;

/**
 * What became of an {@link AppendGroup}.
 *
 * @param replies one an append, in their order
 */
public record AppendGroupReply(List<AppendReply> replies) {
    public AppendGroupReply {
        replies = List.copyOf(replies);
    }
}
