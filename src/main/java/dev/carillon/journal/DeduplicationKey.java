package dev.carillon.journal;

import dev.carillon.model.Publication;

/**
 * What makes two messages of a FIFO topic the same: their deduplication id and, where that counts within a message group
 * only, the group.
 *
 * @param seed makes hashes of this process differ from others', so that nobody can publish ids that share one
 */
record DeduplicationKey(boolean isWithinGroup, long seed) {
    /** FNV-1a's, of 64 bits. */
    private static final long PRIME = 0x100000001b3L;

    boolean areSame(Publication one, Publication other) {
        return one.deduplicationId().equals(other.deduplicationId())
                && (!isWithinGroup || one.groupId().equals(other.groupId()));
    }

    long hash(Publication publication) {
        long hash = hash(seed, publication.deduplicationId());
        return mixed(isWithinGroup ? hash(hash * PRIME, publication.groupId()) : hash);
    }

    private static long hash(long from, String text) {
        long hash = from;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        return hash;
    }

    /** The end of MurmurHash3: FNV's low bits alone are poor. */
    private static long mixed(long hash) {
        long half = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        half = (half ^ (half >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return half ^ (half >>> 33);
    }
}
