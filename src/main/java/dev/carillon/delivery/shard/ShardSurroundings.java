package dev.carillon.delivery.shard;

import dev.carillon.bus.DeliverySettled;
import dev.carillon.delivery.turn.Aside;
import dev.carillon.delivery.turn.Timers;
import dev.carillon.journal.store.StateLog;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * What one shard gets besides the services that all share.
 *
 * @param random for jitter
 * @param journal is told what it may free
 */
public record ShardSurroundings(
        DeliveryServices services,
        StateLog stateLog,
        Timers timers,
        Aside aside,
        RandomGenerator random,
        Consumer<DeliverySettled> journal) {}
