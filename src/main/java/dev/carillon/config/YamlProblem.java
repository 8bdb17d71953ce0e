package dev.carillon.config;

import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Says where a text is no YAML, and why, without a word of the text: what is wrong may be in the line of a secret, or the
 * secret itself. SnakeYAML shows the line, and puts names, tags and digits of the file into its reasons; so only what
 * is here of a reason is told.
 */
final class YamlProblem {
    /** By how SnakeYAML's reasons begin. */
    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("could not find expected ':'", "':' is missing"),
            Map.entry(
                    "mapping values are not allowed here", "no value may be here; is a quote or a line break missing?"),
            Map.entry("mapping keys are not allowed here", "no key may be here"),
            Map.entry("sequence entries are not allowed here", "no member of a list may be here"),
            Map.entry("expected <block end>", "a key, or the end of what is indented, is missing; are quotes closed?"),
            Map.entry("expected ',' or '}'", "',' or '}' is missing"),
            Map.entry("expected ',' or ']'", "',' or ']' is missing"),
            Map.entry("expected the node content", "a value is missing"),
            Map.entry("expected '<document start>'", "this follows what was a whole document already"),
            Map.entry("found unexpected end of stream", "the file ends before a quote is closed"),
            Map.entry("found unexpected document separator", "a document ends before a quote is closed"),
            Map.entry("found character", "this character cannot begin a value without quotes; tabs cannot indent"),
            Map.entry("found unknown escape character", "there is no such escape in double quotes"),
            Map.entry("expected escape sequence", "an escape in double quotes has too few digits"),
            Map.entry(
                    "found undefined alias",
                    "no anchor has the name of this alias; a value that begins with * needs quotes"),
            Map.entry("unexpected character found", "this is no name of an anchor or alias"),
            Map.entry("found undefined tag handle", YamlTree.NO_TAGS),
            Map.entry("Global tag is not allowed", YamlTree.NO_TAGS),
            Map.entry("but found another document", "a second document begins here"),
            Map.entry("Nesting Depth exceeded", "it is nested too deeply"),
            Map.entry("Number of aliases", "it has too many aliases"),
            Map.entry("The incoming YAML document exceeds", "it is too long"));

    private YamlProblem() {}

    static String of(YAMLException malformed) {
        if (malformed instanceof ReaderException unreadable) {
            return "character " + (unreadable.getPosition() + 1) + " of the file is one that YAML does not allow";
        }
        if (malformed instanceof MarkedYAMLException marked) {
            return at(Optional.ofNullable(marked.getProblemMark())) + reason(String.valueOf(marked.getProblem()));
        }
        return reason(String.valueOf(malformed.getMessage()));
    }

    /** What a sentence about a place in the file begins with; nothing when the place is not known. */
    static String at(Optional<Mark> place) {
        return place.map(mark -> "line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1) + ": ")
                .orElse("");
    }

    private static String reason(String told) {
        return REASONS.entrySet().stream()
                .filter(known -> told.startsWith(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("it cannot be read");
    }
}
