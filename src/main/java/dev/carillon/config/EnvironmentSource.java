package dev.carillon.config;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * The environment's part of the configuration: a key {@code a.b-c} is the variable {@code CARILLON_A_B_C}. An empty
 * variable counts as one that is not set, since Compose files and unit files cannot leave one out.
 */
final class EnvironmentSource implements ConfigSource {
    static final String NAME = "environment";

    /** Above the file's, which is smaller by any reading of MicroProfile Config. */
    private static final int ORDINAL = 300;

    private static final String PREFIX = "CARILLON_";
    private static final String CONFIG_FILE = PREFIX + "CONFIG";

    /** What tests are told about the machine they run on. */
    private static final String FOR_TESTS = PREFIX + "TEST_";

    /**
     * Kubernetes describes every Service to every container of its namespace, so that one named carillon becomes
     * variables that look like ours (kubernetes.io, "Accessing the Service", environment variables).
     */
    private static final Pattern KUBERNETES_NAME =
            Pattern.compile(".*_SERVICE_(HOST|PORT(_[A-Z0-9_]+)?)|.*_PORT_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?");

    private static final Pattern KUBERNETES_PORT = Pattern.compile("(tcp|udp|sctp)://.*");

    private final Map<String, String> variables;

    EnvironmentSource(Map<String, String> environment) {
        this.variables = new TreeMap<>(environment);
        variables
                .entrySet()
                .removeIf(it -> !it.getKey().startsWith(PREFIX)
                        || it.getKey().startsWith(FOR_TESTS)
                        || it.getValue().isEmpty()
                        || KUBERNETES_NAME.matcher(it.getKey()).matches()
                        || KUBERNETES_PORT.matcher(it.getValue()).matches());
    }

    static String variable(String key) {
        return PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    Optional<String> configFile() {
        return Optional.ofNullable(variables.get(CONFIG_FILE));
    }

    /** The variables that belong to none of these keys. */
    List<String> unknown(Collection<String> keys) {
        Set<String> known = keys.stream().map(EnvironmentSource::variable).collect(Collectors.toSet());
        return variables.keySet().stream()
                .filter(name -> !name.equals(CONFIG_FILE) && !known.contains(name))
                .toList();
    }

    @Override
    public Set<String> getPropertyNames() {
        return Set.of();
    }

    @Override
    public @Nullable String getValue(String key) {
        return variables.get(variable(key));
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public int getOrdinal() {
        return ORDINAL;
    }
}
