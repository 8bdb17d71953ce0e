package dev.carillon.journal;

import dev.carillon.catalog.view.CatalogView;
import dev.carillon.metrics.BrokerMetrics;
import dev.carillon.metrics.ProjectGauges;
import dev.carillon.model.ProjectScope;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The quotas of all activated projects, and their gauges. Shared by the shards; safe on every thread. */
final class ProjectQuotas {
    private final Map<ProjectScope, Shown> quotas = new ConcurrentHashMap<>();
    private final CatalogView catalog;
    private final BrokerMetrics metrics;
    private final long allowedBytes;
    private final long archivableBytes;

    /**
     * Shows the projects that there are.
     *
     * @param allowedBytes that may wait for delivery, of each
     * @param archivableBytes that may be archived, of each
     */
    ProjectQuotas(CatalogView catalog, BrokerMetrics metrics, long allowedBytes, long archivableBytes) {
        this.catalog = catalog;
        this.metrics = metrics;
        this.allowedBytes = allowedBytes;
        this.archivableBytes = archivableBytes;
        catalog.projects().forEach(project -> reconcile(project.scope()));
    }

    /** The quota of a project that has topics. */
    ProjectQuota of(ProjectScope scope) {
        return quotas.computeIfAbsent(scope, this::show).quota();
    }

    /** The same for what its topics keep in their archives. */
    ProjectQuota archiveOf(ProjectScope scope) {
        return quotas.computeIfAbsent(scope, this::show).archive();
    }

    /**
     * Shows a project that was activated and drops one that was deactivated. The look at the catalogue is part of the one
     * atomic step: a project that is activated again at this moment must not end up with two quotas.
     */
    void reconcile(ProjectScope scope) {
        Shown unused = quotas.compute(scope, (same, shown) -> {
            if (catalog.project(scope).isPresent()) {
                return shown == null ? show(scope) : shown;
            }
            if (shown != null) {
                shown.gauges().close();
            }
            return null;
        });
    }

    private Shown show(ProjectScope scope) {
        ProjectQuota quota = new ProjectQuota(allowedBytes);
        ProjectQuota archive = new ProjectQuota(archivableBytes);
        ProjectGauges gauges = metrics.journal()
                .showProject(
                        scope, quota::storedBytes, quota::allowedBytes, archive::storedBytes, archive::allowedBytes);
        return new Shown(quota, archive, gauges);
    }

    private record Shown(ProjectQuota quota, ProjectQuota archive, ProjectGauges gauges) {}
}
