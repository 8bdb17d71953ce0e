package dev.carillon.journal.store;

/**
 * Ends the process at once, without any clean-up, because what is on the disk is not known any more: after a failed force
 * the system forgets what it could not write, and the next force would succeed without it. Called on any thread.
 */
public interface Halt {
    /** Does not return, but in tests. */
    void halt(String reason, Throwable failure);
}
