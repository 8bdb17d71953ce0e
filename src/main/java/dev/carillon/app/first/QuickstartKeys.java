package dev.carillon.app.first;

import dev.carillon.model.ProjectId;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What the first start makes so that the quickstart can be pasted: the names are those that Scaleway's CLI, SDKs and
 * Terraform provider read.
 *
 * @param accessKey has Scaleway's form; nothing asks for it, but their tools do not start without one
 * @param token the key to the management API
 */
record QuickstartKeys(String accessKey, UUID token, ProjectId project) {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final int RANDOM_CHARACTERS = 17;

    static QuickstartKeys random(SecureRandom random) {
        String accessKey = random.ints(RANDOM_CHARACTERS, 0, ALPHABET.length())
                .mapToObj(index -> String.valueOf(ALPHABET.charAt(index)))
                .collect(Collectors.joining("", "SCW", ""));
        return new QuickstartKeys(accessKey, UUID.randomUUID(), new ProjectId(UUID.randomUUID()));
    }

    /** Reads what {@link #lines} wrote; empty when anything of it is missing. */
    static Optional<QuickstartKeys> parse(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        Arrays.stream(text.split("\n", -1)).forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(line.substring(0, equals), line.substring(equals + 1));
            }
        });
        Optional<ProjectId> token = ProjectId.parse(values.getOrDefault("SCW_SECRET_KEY", ""));
        Optional<ProjectId> project = ProjectId.parse(values.getOrDefault("SCW_PROJECT_ID", ""));
        String accessKey = values.getOrDefault("SCW_ACCESS_KEY", "");
        return accessKey.isEmpty()
                ? Optional.empty()
                : token.flatMap(it -> project.map(id -> new QuickstartKeys(accessKey, it.value(), id)));
    }

    /** Lines that a shell can source. */
    String lines(String region, String apiUrl) {
        return String.join(
                "\n",
                "SCW_ACCESS_KEY=" + accessKey,
                "SCW_SECRET_KEY=" + token,
                "SCW_PROJECT_ID=" + project,
                "SCW_DEFAULT_PROJECT_ID=" + project,
                "SCW_DEFAULT_REGION=" + region,
                "SCW_API_URL=" + apiUrl,
                "");
    }

    @Override
    public String toString() {
        return "QuickstartKeys[" + project + "]";
    }
}
