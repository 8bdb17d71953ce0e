package dev.carillon.config;

import java.util.List;

/** What became of reading the configuration. */
public sealed interface ConfigOutcome {
    /** Every value is allowed. */
    record Accepted(BrokerConfig config) implements ConfigOutcome {}

    /**
     * The broker cannot start with this.
     *
     * @param problems one sentence each, naming the source, the key and what is allowed; never a secret
     */
    record Refused(List<String> problems) implements ConfigOutcome {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
