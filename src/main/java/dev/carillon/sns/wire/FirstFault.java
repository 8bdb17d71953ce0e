package dev.carillon.sns.wire;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes checked values one after another and remembers the first that was wrong. Used once, by one thread. */
public final class FirstFault {
    private @Nullable SnsFault first;

    /** The value, or when it is invalid the stand-in, which is never used. */
    public <T> T take(Checked<T> checked, T standIn) {
        return checked.fold(value -> value, fault -> {
            if (first == null) {
                first = fault;
            }
            return standIn;
        });
    }

    /** What is made of the values, unless one of them was wrong. */
    public <T> Checked<T> ifNone(Supplier<T> whole) {
        SnsFault fault = first;
        return fault == null ? Checked.valid(whole.get()) : Checked.invalid(fault);
    }
}
