package dev.carillon.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Tells whoever misspelt a key which one may have been meant, or where all of them are listed. */
final class Suggestion {
    private Suggestion() {}

    static String near(String misspelt, Collection<String> known) {
        String nearest = known.stream()
                .min(Comparator.comparingInt(candidate -> distance(misspelt, candidate)))
                .orElseThrow();
        return distance(misspelt, nearest) <= Math.max(2, misspelt.length() / 4)
                ? "; did you mean " + nearest + "?"
                : "; conf/carillon.yaml lists them all";
    }

    /** Levenshtein's: how many characters must be added, removed or replaced to make one text of the other. */
    private static int distance(String from, String to) {
        int[] row = IntStream.rangeClosed(0, to.length()).toArray();
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
