package dev.carillon.testing;

import dev.carillon.model.ProjectId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** What the broker's first start leaves in its data folder. */
public record QuickstartFile(Map<String, String> values) {
    public static QuickstartFile in(Path dataFolder) {
        try {
            return new QuickstartFile(Files.readAllLines(dataFolder.resolve("quickstart.env")).stream()
                    .map(line -> line.split("=", 2))
                    .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1])));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public String token() {
        return values.get("SCW_SECRET_KEY");
    }

    public ProjectId project() {
        return ProjectId.parse(values.get("SCW_PROJECT_ID")).orElseThrow();
    }

    public String region() {
        return values.get("SCW_DEFAULT_REGION");
    }
}
