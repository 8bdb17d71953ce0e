package dev.carillon.catalog.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
        Process process = builder(words).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(words.get(0) + " did not end");
        }
        return new Result(process.exitValue(), output.strip());
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
