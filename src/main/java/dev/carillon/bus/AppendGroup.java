package dev.carillon.bus;

import java.util.List;

/**
 * The appends to one shard that an event loop has gathered within one turn. They go one after another, and each has its
 * own outcome; their replies come back together, after one commit.
 */
public record AppendGroup(List<Append> appends) {
    public AppendGroup {
        appends = List.copyOf(appends);
    }
}
