package dev.carillon.catalog.embedded;

import dev.carillon.config.OwnerOnlyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/** The database's files, made by {@code initdb} on the first start, whole or not at all. */
final class Cluster {
    static final String ROLE = "carillon";

    private static final int PASSWORD_BYTES = 24;

    private Cluster() {}

    /** Makes the files if there are none. Returns the password of the only role. */
    static String prepare(ServerFolder folder, Binaries binaries, RunAs user)
            throws IOException, InterruptedException, EmbeddedServerException {
        if (!Files.exists(folder.cluster())) {
            make(folder, binaries, user);
        }
        return Files.readString(folder.password()).strip();
    }

    private static void make(ServerFolder folder, Binaries binaries, RunAs user)
            throws IOException, InterruptedException, EmbeddedServerException {
        Path draft = folder.path().resolve("data-new");
        ServerFolder.deleteTree(draft);
        OwnerOnlyFile.write(folder.path(), folder.password().getFileName().toString(), randomPassword() + "\n");
        user.own(folder.password());
        Command.Result made = Command.run(user.command(
                binaries.program("initdb"),
                List.of(
                        "--pgdata=" + draft,
                        "--username=" + ROLE,
                        "--pwfile=" + folder.password(),
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--no-locale",
                        "--data-checksums")));
        if (made.code() != 0) {
            throw new EmbeddedServerException("the embedded database cannot be made: " + made.output());
        }
        Files.move(draft, folder.cluster(), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String randomPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
