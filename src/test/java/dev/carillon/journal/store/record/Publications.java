package dev.carillon.journal.store.record;

import dev.carillon.model.MessageAttribute;
import dev.carillon.model.MessageText;
import dev.carillon.model.Publication;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Messages for tests. */
public final class Publications {
    private Publications() {}

    /** One without anything but a text. */
    public static Publication plain(String text) {
        return new Publication(
                new UUID(text.hashCode(), text.length()), "", MessageText.of(text), false, List.of(), "", "", "");
    }

    /** One with everything. */
    public static Publication full(String text) {
        return new Publication(
                new UUID(1, text.hashCode()),
                "Größe",
                MessageText.of(text),
                true,
                List.of(
                        new MessageAttribute("colour", "String", "grün"),
                        new MessageAttribute("picture", "Binary.png", "iVBORw0KGgo="),
                        new MessageAttribute("empty", "String", "")),
                "group",
                "deduplication",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    }

    /** Any, with texts of all characters there are. */
    static Arbitrary<Publication> any() {
        Arbitrary<String> texts = Arbitraries.strings().all().ofMaxLength(40);
        Arbitrary<MessageAttribute> attributes =
                Combinators.combine(texts, texts, texts).as(MessageAttribute::new);
        return Combinators.combine(
                        Arbitraries.create(UUID::randomUUID),
                        texts,
                        texts.map(MessageText::of),
                        Arbitraries.of(true, false),
                        attributes.list().ofMaxSize(10),
                        texts,
                        texts,
                        texts)
                .as(Publication::new);
    }
}
