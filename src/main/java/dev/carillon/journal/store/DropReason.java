package dev.carillon.journal.store;

/** Why a message was given up for a subscription. The order is part of the file format: add at the end only. */
public enum DropReason {
    /** The retry policy is at its end. */
    EXHAUSTED,
    /** The endpoint answered that it will never take it. */
    PERMANENT,
    /** The record on disk is damaged. */
    DAMAGED,
    /** It does not match the subscription's filter. */
    FILTERED,
    /** The subscription's dead-letter queue has it. */
    REDRIVEN
}
