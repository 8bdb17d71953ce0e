package dev.carillon.model;

/** Why an endpoint is asked to visit a link. */
public enum ConfirmationKind {
    /** It is to say that it wants to be subscribed. */
    SUBSCRIBE,

    /** Its subscription was ended, and it may have it back. */
    UNSUBSCRIBE
}
