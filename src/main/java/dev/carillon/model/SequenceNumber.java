package dev.carillon.model;

/**
 * How publishers and subscribers of a FIFO topic are told a message's place in it: 20 digits that rise within the topic
 * (SNS API reference, {@code PublishResponse}). They begin with a one, as AWS's do, so that their order as texts is the
 * same as their order as numbers however clients take them.
 */
public final class SequenceNumber {
    private static final int DIGITS = 20;

    private SequenceNumber() {}

    /**
     * The number of a message.
     *
     * @param sequence in the topic's journal
     */
    public static String of(long sequence) {
        String digits = Long.toString(sequence);
        return "1" + "0".repeat(DIGITS - 1 - digits.length()) + digits;
    }
}
