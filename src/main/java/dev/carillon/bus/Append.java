package dev.carillon.bus;

import dev.carillon.model.Publication;
import java.util.List;

/**
 * Asks a topic's shard to append messages, in this order and in one commit. Each is stored whole or not at all.
 *
 * @param topicNo the topic, as the sender saw it in the catalogue; it may be gone by the time the shard looks
 */
public record Append(long topicNo, List<Publication> publications) {
    public Append {
        publications = List.copyOf(publications);
    }
}
