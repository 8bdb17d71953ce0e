package dev.carillon.filter;

import java.util.Set;

/**
 * Who gets a message.
 *
 * @param filtered the numbers of the subscriptions that have a filter
 * @param matched those of them that match
 * @param isCut whether the message took too much, or more than can be read, to be matched whole: what did not match
 *     might have
 */
public record Audience(Set<Long> filtered, Set<Long> matched, boolean isCut) {
    /** Of whom there are no filters. */
    static final Audience EVERYBODY = new Audience(Set.of(), Set.of(), false);

    public boolean includes(long subscriptionNo) {
        return !filtered.contains(subscriptionNo) || matched.contains(subscriptionNo);
    }
}
