package dev.carillon.crash.soak;

/**
 * A name of a project's topic, published to whether or not it is there.
 *
 * @param topic by the ledger's number
 */
record Slot(int topic, String name, String arn, boolean isFifo) {}
