package dev.carillon.catalog.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that is run to its end. */
final class Command {
    /** What it printed on both of its streams, and how it ended. */
    record Result(int code, String output) {}

    private static final int SECONDS = 60;

    private Command() {}

    static Result run(List<String> words) throws IOException, InterruptedException {
        // Not a pipe, which could be read for as long as the program, or one that it has started, is there.
        Path printed = Files.createTempFile("command", ".out");
        try {
            Process process = builder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(printed.toFile())
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(words.get(0) + " did not end");
            }
            return new Result(process.exitValue(), Files.readString(printed).strip());
        } finally {
            Files.delete(printed);
        }
    }

    /** Nothing of the broker's environment: PostgreSQL's programs take settings from it, and messages in its language. */
    static ProcessBuilder builder(List<String> words) {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(words));
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        builder.environment().clear();
        builder.environment().put("PATH", path);
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("TZ", "UTC");
        return builder;
    }
}
