package dev.carillon.delivery.lane;

import dev.carillon.delivery.shard.ShardCore;
import dev.carillon.delivery.turn.FairShare;

/** What one subscription holds of its origin's places and of the bytes under way. Belongs to the shard's thread. */
final class LaneShares {
    /**
     * What an attempt counts for at the least: however small its message, it has a connection, mostly with TLS. So small
     * messages to thousands of endpoints that do not answer take neither the heap nor all descriptors.
     */
    private static final int LEAST_BYTES = 16 << 10;

    private final ShardCore core;
    private final String origin;
    private final FairShare places;
    private final FairShare.Share place;
    private final FairShare.Share bytes;

    /**
     * Holds nothing.
     *
     * @param wake tries again what was refused
     */
    LaneShares(ShardCore core, String origin, Runnable wake) {
        this.core = core;
        this.origin = origin;
        this.places = core.origins().enter(origin);
        this.place = places.share(wake);
        this.bytes = core.budget().share(wake);
    }

    String origin() {
        return origin;
    }

    /** Whether something was refused and nothing came free since. */
    boolean isWaiting() {
        return place.isWaiting() || bytes.isWaiting();
    }

    /** Takes a place and the bytes, or neither and gets in line. */
    boolean take(long size) {
        if (!place.take(1)) {
            return false;
        }
        if (!bytes.take(Math.max(size, LEAST_BYTES))) {
            place.giveBack(1);
            return false;
        }
        return true;
    }

    void giveBack(long size) {
        place.giveBack(1);
        bytes.giveBack(Math.max(size, LEAST_BYTES));
        core.turns().freed(places);
        core.turns().freed(core.budget());
    }

    void setHanging(boolean isHanging) {
        place.setHanging(isHanging);
        bytes.setHanging(isHanging);
    }

    /** Waits for nothing any more; what it holds is still to be given back. */
    void leave() {
        place.leave();
        bytes.leave();
        core.origins().leave(origin);
    }
}
