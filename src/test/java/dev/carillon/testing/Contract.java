package dev.carillon.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** docs/contract.md: a row for each promise, its id in front. */
public final class Contract {
    private static final String FIRST_CELL = "| `";

    private Contract() {}

    public static List<String> rows() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("docs", "contract.md"))) {
            return lines.filter(line -> line.startsWith(FIRST_CELL)).toList();
        }
    }

    /** The ids of all promises, in order. */
    public static List<String> promises() throws IOException {
        return rows().stream()
                .map(row -> row.substring(FIRST_CELL.length(), row.indexOf('`', FIRST_CELL.length())))
                .toList();
    }
}
