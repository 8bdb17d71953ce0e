package dev.carillon.config;

import java.util.Optional;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Says where a text is no YAML, without a word of the text: what is wrong may be in the line of a secret, or the secret
 * itself. SnakeYAML shows the line, and puts names, tags and digits of the file into its reasons; of what it was doing it
 * tells in words of its own.
 */
final class YamlProblem {
    private YamlProblem() {}

    static String of(YAMLException malformed) {
        if (malformed instanceof ReaderException unreadable) {
            return "character " + (unreadable.getPosition() + 1) + " of the file is one that YAML does not allow";
        }
        return malformed instanceof MarkedYAMLException marked
                ? at(Optional.ofNullable(marked.getProblemMark())) + activity(marked)
                : "it cannot be read";
    }

    /** What a sentence about a place in the file begins with; nothing when the place is not known. */
    static String at(Optional<Mark> place) {
        return place.map(mark -> "line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1) + ": ")
                .orElse("");
    }

    /** Such as {@code while scanning a quoted scalar}. */
    private static String activity(MarkedYAMLException marked) {
        return Optional.ofNullable(marked.getContext())
                .filter(context -> context.startsWith("while "))
                .map(context -> "it cannot be read " + context)
                .orElse("it cannot be read");
    }
}
