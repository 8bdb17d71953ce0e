package dev.carillon.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What a folder takes of the disk: blocks, not lengths, since the files are sparse. */
public final class DiskUse {
    private DiskUse() {}

    /** In bytes. */
    public static long of(Path folder) throws IOException {
        Process du = new ProcessBuilder("du", "-s", "--block-size=1", folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String answer = new String(du.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return Long.parseLong(answer.split("\\s", 2)[0]);
    }
}
