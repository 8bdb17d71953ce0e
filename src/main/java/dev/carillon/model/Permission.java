package dev.carillon.model;

/** One of the three rights that a credential can hold. */
public enum Permission {
    PUBLISH,
    RECEIVE,
    MANAGE
}
