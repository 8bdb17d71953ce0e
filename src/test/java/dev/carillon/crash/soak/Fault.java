package dev.carillon.crash.soak;

/** What a broker must not do. */
enum Fault {
    /** Acknowledged while the subscription was there and its filter took it, and not delivered. */
    MISSING,
    /** Delivered, but never sent. */
    PHANTOM,
    /** Of another topic, another project or another endpoint, or to a subscription that nobody made. */
    STRAY,
    /** Acknowledged before the subscription was asked for. */
    EARLY,
    /** Sent after the end of the subscription was answered. */
    LATE,
    /** Delivered long after the end of the subscription. */
    AFTER_THE_END,
    /** Not what the filter in force takes. */
    UNWANTED,
    /** Refused, and delivered all the same. */
    REFUSED,
    /** Delivered twice, though the broker was not killed in between. */
    REPEATED,
    /** More repeated than can have been under way when the broker was killed. */
    OFTEN_REPEATED,
    /** First delivered after a later message of its group. */
    DISORDERED,
    /** Raw in place of enveloped, or the other way round. */
    FORM
}
