package dev.carillon.crash.soak;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A message of the soak: all that is in it follows from its topic's number and its own. */
record Numbered(int topic, int number) {
    /** Groups of each FIFO topic. */
    static final int GROUPS = 4;

    private static final Pattern ID = Pattern.compile("#(\\d+)-(\\d+)#");
    private static final int LONGEST_TEXT = 700;

    /** The one that a body holds, raw or in an envelope. */
    static Optional<Numbered> in(String body) {
        Matcher id = ID.matcher(body);
        return id.find()
                ? Optional.of(new Numbered(Integer.parseInt(id.group(1)), Integer.parseInt(id.group(2))))
                : Optional.empty();
    }

    String kind() {
        return String.valueOf("abc".charAt(number % 3));
    }

    int level() {
        return number / 3 % 10;
    }

    boolean hasAttributes() {
        return number % 7 != 0;
    }

    boolean isRare() {
        return number % 5 == 0;
    }

    int group() {
        return number % GROUPS;
    }

    /** The message and its attributes, as parameters of a publish or of an entry of a batch. */
    Map<String, String> parameters(boolean isFifo) {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put(
                "Message",
                "{\"id\":\"#" + topic + "-" + number + "#\",\"kind\":\"" + kind() + "\",\"level\":" + level()
                        + ",\"text\":\"" + "x".repeat(number % LONGEST_TEXT) + "\"}");
        if (hasAttributes()) {
            attribute(parameters, 1, "kind", "String", kind());
            attribute(parameters, 2, "level", "Number", Integer.toString(level()));
            if (isRare()) {
                attribute(parameters, 3, "rare", "String", "yes");
            }
        }
        if (isFifo) {
            parameters.put("MessageGroupId", "g" + group());
            parameters.put("MessageDeduplicationId", Integer.toString(number));
        }
        return parameters;
    }

    private static void attribute(Map<String, String> parameters, int place, String name, String type, String value) {
        String entry = "MessageAttributes.entry." + place + ".";
        parameters.put(entry + "Name", name);
        parameters.put(entry + "Value.DataType", type);
        parameters.put(entry + "Value.StringValue", value);
    }
}
