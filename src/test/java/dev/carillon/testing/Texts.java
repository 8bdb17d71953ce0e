package dev.carillon.testing;

import dev.carillon.model.MessageText;
import java.nio.charset.StandardCharsets;

/** What a message says, as characters: the broker itself has no use for them. */
public final class Texts {
    private Texts() {}

    public static String of(MessageText text) {
        return new String(text.utf8(), StandardCharsets.UTF_8);
    }
}
