package dev.carillon.push.envelope;

/** A JSON object of texts that is being written, member by member. Not for several threads. */
final class JsonObject {
    private final JsonBytes json;
    private final Layout layout;
    private boolean isEmpty = true;

    /** How members are set apart. */
    enum Layout {
        /** As AWS lays out what it posts. */
        LINES("\n  \"", ",\n  \"", "\" : ", "\n}"),
        INNER_LINES("\n    \"", ",\n    \"", "\" : ", "\n  }"),
        COMPACT("\"", ",\"", "\":", "}");

        private final String beforeFirst;
        private final String beforeNext;
        private final String afterName;
        private final String end;

        Layout(String beforeFirst, String beforeNext, String afterName, String end) {
            this.beforeFirst = beforeFirst;
            this.beforeNext = beforeNext;
            this.afterName = afterName;
            this.end = end;
        }
    }

    /** Begins an object. */
    JsonObject(JsonBytes json, Layout layout) {
        this.json = json;
        this.layout = layout;
        json.literal("{");
    }

    private JsonObject(JsonBytes json, Layout layout, boolean isEmpty) {
        this.json = json;
        this.layout = layout;
        this.isEmpty = isEmpty;
    }

    /** Goes on with an object that has members already, in other bytes. */
    static JsonObject continued(JsonBytes json, Layout layout) {
        return new JsonObject(json, layout, false);
    }

    void member(String name, String text) {
        openText(name);
        json.text(text);
        json.literal("\"");
    }

    /** A member whose text is well-formed UTF-8. */
    void member(String name, byte[] utf8) {
        openText(name);
        json.text(utf8);
        json.literal("\"");
    }

    /** Begins a member: its text, and the quote that ends it, are the caller's. */
    void openText(String name) {
        open(name);
        json.literal("\"");
    }

    /** Begins a member: its value is the caller's. */
    void open(String name) {
        json.literal(isEmpty ? layout.beforeFirst : layout.beforeNext);
        json.text(name);
        json.literal(layout.afterName);
        isEmpty = false;
    }

    void end() {
        json.literal(layout.end);
    }
}
