package dev.carillon.catalog.copy;

/** Why a copy of the catalogue cannot be used: one line, for whoever operates the broker. */
public final class CopyDamaged extends Exception {
    private static final long serialVersionUID = 1;

    public CopyDamaged(String message) {
        super(message);
    }
}
