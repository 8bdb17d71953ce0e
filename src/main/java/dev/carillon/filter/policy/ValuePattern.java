package dev.carillon.filter.policy;

import java.util.List;
import java.util.Set;

/**
 * What a policy says of one value, the operators of AWS's "Filter policy" pages. Immutable, compared by value, so that
 * what many policies say is kept once.
 */
public sealed interface ValuePattern {
    /** Costs what it says to {@link Work}, which may end it. */
    boolean matches(FieldValue value, Work work);

    record Exact(String text) implements ValuePattern {
        @Override
        public boolean matches(FieldValue value, Work work) {
            return value.isText() && value.text().equals(text);
        }
    }

    /** {@code true}, {@code false}, {@code null}, or a number that cannot be compared, as it is spelled. */
    record Literal(String spelled) implements ValuePattern {
        @Override
        public boolean matches(FieldValue value, Work work) {
            return !value.isText() && value.text().equals(spelled);
        }
    }

    record NumberIs(double number) implements ValuePattern {
        @Override
        public boolean matches(FieldValue value, Work work) {
            return value.number() == number;
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
    }

    record IgnoringCase(String folded) implements ValuePattern {
        @Override
        public boolean matches(FieldValue value, Work work) {
            return value.isText() && value.folded().equals(folded);
        }
    }

    /** An address however it is spelled, as event-ruler has it for texts that are one. */
    record AddressIs(String address) implements ValuePattern {
        @Override
        public boolean matches(FieldValue value, Work work) {
            return value.address().equals(address);
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
    }

    record Wildcard(WildcardText pattern) implements ValuePattern {
        @Override
        public boolean matches(FieldValue value, Work work) {
            return value.isText() && pattern.matches(value.text(), work);
        }
    }

    record AnythingBut(Set<String> texts, Set<Double> numbers, List<ValuePattern> others) implements ValuePattern {
        public AnythingBut {
            texts = Set.copyOf(texts);
            numbers = Set.copyOf(numbers);
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
