package dev.carillon.filter.policy;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a policy says of one value, the operators of AWS's "Filter policy" pages. Immutable, compared by value, so that
 * what many policies say is kept once; hashed so that nobody can choose values that are hashed alike.
 */
public sealed interface ValuePattern {
    /** Costs what it says to {@link Work}, which may end it. */
    boolean matches(FieldValue value, Work work);

    record Exact(String text) implements ValuePattern {
        @Override
        public boolean matches(FieldValue value, Work work) {
            return value.isText() && value.text().equals(text);
        }

        @Override
        public int hashCode() {
            return SecretHash.of(text);
        }
    }

    /** {@code true}, {@code false}, {@code null}, or a number that cannot be compared, as it is spelled. */
    record Literal(String spelled) implements ValuePattern {
        @Override
        public boolean matches(FieldValue value, Work work) {
            return !value.isText() && value.text().equals(spelled);
        }

        @Override
        public int hashCode() {
            return SecretHash.of(spelled);
        }
    }

    record NumberIs(double number) implements ValuePattern {
        @Override
        public boolean matches(FieldValue value, Work work) {
            return value.number() == number;
        }

        @Override
        public int hashCode() {
            return SecretHash.of(number);
        }
    }

    record NumberWithin(double low, boolean isLowIn, double high, boolean isHighIn) implements ValuePattern {
        @Override
        public boolean matches(FieldValue value, Work work) {
            return contains(value.number());
        }

        public boolean contains(double number) {
            return (number > low || (isLowIn && number == low)) && (number < high || (isHighIn && number == high));
        }

        @Override
        public int hashCode() {
            return SecretHash.of(SecretHash.of(low), SecretHash.of(high));
        }
    }

    /** Texts that begin, or end, in a way; folded when case does not count. */
    record Affix(String affix, boolean isSuffix, boolean ignoresCase) implements ValuePattern {
        @Override
        public boolean matches(FieldValue value, Work work) {
            if (!value.isText()) {
                return false;
            }
            String text = ignoresCase ? value.folded() : value.text();
            return isSuffix ? text.endsWith(affix) : text.startsWith(affix);
        }

        @Override
        public int hashCode() {
            return SecretHash.of(affix);
        }
    }

    record IgnoringCase(String folded) implements ValuePattern {
        @Override
        public boolean matches(FieldValue value, Work work) {
            return value.isText() && value.folded().equals(folded);
        }

        @Override
        public int hashCode() {
            return SecretHash.of(folded);
        }
    }

    /** An address however it is spelled, as event-ruler has it for texts that are one. */
    record AddressIs(String address) implements ValuePattern {
        @Override
        public boolean matches(FieldValue value, Work work) {
            return value.address().equals(address);
        }

        @Override
        public int hashCode() {
            return SecretHash.of(address);
        }
    }

    /** Both ends are in it. */
    record AddressWithin(String first, String last) implements ValuePattern {
        @Override
        public boolean matches(FieldValue value, Work work) {
            return contains(value.address());
        }

        private boolean contains(String address) {
            return address.length() == first.length() && address.compareTo(first) >= 0 && address.compareTo(last) <= 0;
        }

        @Override
        public int hashCode() {
            return SecretHash.of(SecretHash.of(first), SecretHash.of(last));
        }
    }

    record Wildcard(WildcardText pattern) implements ValuePattern {
        @Override
        public boolean matches(FieldValue value, Work work) {
            return value.isText() && pattern.matches(value.text(), work);
        }
    }

    /** Its sets are not those of {@code Set.copyOf}, which look through all elements of the same hash. */
    record AnythingBut(Set<String> texts, Set<Double> numbers, List<ValuePattern> others) implements ValuePattern {
        public AnythingBut {
            texts = Collections.unmodifiableSet(new HashSet<>(texts));
            numbers = Collections.unmodifiableSet(new HashSet<>(numbers));
            others = List.copyOf(others);
        }

        @Override
        public boolean matches(FieldValue value, Work work) {
            work.spend(1 + others.size());
            if (value.isText() ? texts.contains(value.text()) : numbers.contains(value.number())) {
                return false;
            }
            for (ValuePattern other : others) {
                if (other.matches(value, work)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public int hashCode() {
            return SecretHash.of(
                    texts.stream().mapToInt(SecretHash::of).sum(),
                    numbers.stream().mapToInt(SecretHash::of).sum(),
                    SecretHash.of(others.stream().mapToInt(Object::hashCode).toArray()));
        }
    }

    /** {@code exists: true}. */
    record Present() implements ValuePattern {
        @Override
        public boolean matches(FieldValue value, Work work) {
            return value.isSomething();
        }
    }

    /** {@code exists: false}, which no value matches. */
    record Absent() implements ValuePattern {
        @Override
        public boolean matches(FieldValue value, Work work) {
            return false;
        }
    }
}
