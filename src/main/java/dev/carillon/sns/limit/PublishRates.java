package dev.carillon.sns.limit;

import dev.carillon.config.LimitsConfig;
import dev.carillon.listener.TokenBuckets;
import dev.carillon.model.Credential;
import dev.carillon.model.ProjectScope;
import dev.carillon.model.TimeSource;
import dev.carillon.sns.wire.SnsFault;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How many messages a second a credential, and a project in a region, may publish; either may be without limit. Shared by
 * all event loops, since the requests of one caller are spread over them. Safe on every thread.
 */
public final class PublishRates {
    /** More than a broker has: only whoever published within the last seconds has a bucket. */
    private static final int MOST_CALLERS = 1_000_000;

    private final int perCredential;
    private final int perProject;
    private final @Nullable TokenBuckets<String> credentials;
    private final @Nullable TokenBuckets<ProjectScope> projects;

    PublishRates(LimitsConfig limits, TimeSource time) {
        perCredential = limits.publishesPerSecondPerCredential();
        perProject = limits.publishesPerSecondPerProject();
        credentials = perCredential == 0 ? null : new TokenBuckets<>(perCredential, MOST_CALLERS, time);
        projects = perProject == 0 ? null : new TokenBuckets<>(perProject, MOST_CALLERS, time);
    }

    /** Counts so many messages, all or none; why not, when they are too many. */
    public Optional<SnsFault> refusal(Credential caller, int messages) {
        if (credentials != null && !credentials.take(caller.accessKey(), messages)) {
            return refused(perCredential, "credential");
        }
        if (projects != null && !projects.take(caller.scope(), messages)) {
            if (credentials != null) {
                credentials.giveBack(caller.accessKey(), messages);
            }
            return refused(perProject, "project");
        }
        return Optional.empty();
    }

    private static Optional<SnsFault> refused(int perSecond, String whose) {
        return Optional.of(
                SnsFault.rateExceeded("The " + whose + " published more than " + perSecond + " messages a second."));
    }
}
