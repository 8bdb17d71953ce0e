package dev.carillon.catalog.copy;

/** Why a copy of the catalogue cannot be used: one line, for whoever operates the broker. */
final class CopyDamaged extends Exception {
    private static final long serialVersionUID = 1;

    CopyDamaged(String message) {
        super(message);
    }
}
