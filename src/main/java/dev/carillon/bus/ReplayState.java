package dev.carillon.bus;

/** How far a replay has got. */
public enum ReplayState {
    /** It has not begun: its subscription is not confirmed, or its journal cannot be read at the moment. */
    PENDING("Pending"),
    /** Its messages are being delivered. */
    IN_PROGRESS("In progress"),
    /** All of them are settled. */
    COMPLETED("Completed"),
    /** The archive ended before that. */
    FAILED("Failed");

    private final String wireName;

    ReplayState(String wireName) {
        this.wireName = wireName;
    }

    /** As {@code ReplayStatus} says it. */
    public String wireName() {
        return wireName;
    }
}
