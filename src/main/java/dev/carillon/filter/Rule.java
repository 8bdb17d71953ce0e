package dev.carillon.filter;

import dev.carillon.filter.policy.Condition;
import java.util.List;

/**
 * One alternative of a subscription's policy.
 *
 * @param slot of the subscription, in its machine
 * @param conditions all of which must hold
 */
record Rule(int slot, List<Condition> conditions) {}
