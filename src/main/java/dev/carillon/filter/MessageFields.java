package dev.carillon.filter;

import dev.carillon.filter.policy.FieldValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** The values of the fields of one message that policies speak of, by the fields' numbers. Used again for each message. */
final class MessageFields {
    private final List<List<FieldValue>> values = new ArrayList<>();
    private final int[] filled;
    private final ArrayElements elements = new ArrayElements();
    private int filledCount;

    MessageFields(int fields) {
        for (int i = 0; i < fields; i++) {
            values.add(new ArrayList<>(1));
        }
        filled = new int[fields];
    }

    void clear() {
        for (int i = 0; i < filledCount; i++) {
            values.get(filled[i]).clear();
        }
        filledCount = 0;
        elements.clear();
    }

    void add(int field, FieldValue value) {
        List<FieldValue> known = values.get(field);
        if (known.isEmpty()) {
            filled[filledCount++] = field;
        }
        known.add(value);
    }

    List<FieldValue> of(int field) {
        return values.get(field);
    }

    /** Gives the fields that have values. */
    void forEachField(IntConsumer consumer) {
        for (int i = 0; i < filledCount; i++) {
            consumer.accept(filled[i]);
        }
    }

    ArrayElements elements() {
        return elements;
    }
}
