package dev.carillon.filter;

import dev.carillon.model.MessageText;
import dev.carillon.model.Protocol;
import dev.carillon.model.Publication;
import java.util.Map;
import java.util.Set;

/**
 * Picks the body that the endpoints of each protocol get of a structured message. It is the one that picks what is sent: a
 * policy must not be held against another text than the one that arrives.
 */
@FunctionalInterface
public interface BodyTexts {
    Map<Protocol, MessageText> of(Publication publication, Set<Protocol> protocols);
}
