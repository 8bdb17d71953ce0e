package dev.carillon.journal;

import dev.carillon.catalog.CatalogView;
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

    ProjectQuotas(CatalogView catalog, BrokerMetrics metrics, long allowedBytes) {
        this.catalog = catalog;
        this.metrics = metrics;
        this.allowedBytes = allowedBytes;
        catalog.projects().forEach(project -> reconcile(project.scope()));
    }

    /** The quota of a project that has topics. */
    ProjectQuota of(ProjectScope scope) {
        return quotas.computeIfAbsent(scope, this::show).quota();
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
        return new Shown(quota, metrics.showProject(scope, quota::storedBytes, quota::allowedBytes));
    }

    private record Shown(ProjectQuota quota, ProjectGauges gauges) {}
}
