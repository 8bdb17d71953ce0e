package dev.carillon.sns;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** What AWS's service model says of errors: a copy of its list of actions. */
final class ServiceModel {
    private static final Map<String, Map<String, String>> ACTIONS = read();

    private ServiceModel() {}

    /** Of each action, by its name, the error codes that it may answer, each with its shape. */
    static Map<String, Map<String, String>> actions() {
        return ACTIONS;
    }

    private static Map<String, Map<String, String>> read() {
        Map<String, Map<String, String>> actions = new LinkedHashMap<>();
        text().lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            String[] words = line.split(" ");
            Map<String, String> codes = new LinkedHashMap<>();
            Arrays.stream(words).skip(1).map(word -> word.split("/")).forEach(pair -> codes.put(pair[0], pair[1]));
            actions.put(words[0], codes);
        });
        return actions;
    }

    private static String text() {
        try (InputStream file = ServiceModel.class.getResourceAsStream("actions.txt")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
