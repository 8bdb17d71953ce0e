package dev.carillon.delivery.lane;

import dev.carillon.delivery.endpoint.EndpointHealth;
import dev.carillon.delivery.endpoint.LanePolicy;
import dev.carillon.delivery.shard.ShardCore;

/** What those share who do one subscription's work. Belongs to the shard's thread. */
record LaneParts(
        ShardCore core,
        LaneSource topic,
        LanePolicy policy,
        LaneCursor cursor,
        Untried untried,
        LaneLog log,
        EndpointHealth health,
        LaneShares shares) {}
