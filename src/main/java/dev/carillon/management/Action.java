package dev.carillon.management;

/** What a call does to a project, as {@code permissions_denied} names it. */
enum Action {
    READ("read"),
    WRITE("write");

    private final String wireName;

    Action(String wireName) {
        this.wireName = wireName;
    }

    String wireName() {
        return wireName;
    }
}
