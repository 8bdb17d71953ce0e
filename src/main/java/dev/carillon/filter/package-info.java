/**
 * Filter policies: what may be in one, and which subscriptions' policies a message matches. No I/O, no clock.
 *
 * <p>A {@link dev.carillon.filter.policy.FilterPolicy} is read when it is set, and again from what was stored.
 * {@link dev.carillon.filter.FilterMachine} holds those of a whole topic, a
 * {@link dev.carillon.filter.SubscriptionFilter} each. A message takes this way:
 *
 * <pre>
 *   attributes -> AttributeReader -+-> MessageFields -> ScopeMachine, one a scope -> Audience
 *   body       -> BodyReader ------+    |                 | FieldIndex: which conditions does a value fulfil?
 *                                       |                 | AccessChoice: by which of them is a rule found?
 *                                       +- ArrayElements: do the values lie together?
 * </pre>
 *
 * <p>Everything on that way that grows with the message says so to {@link dev.carillon.filter.policy.Work}, which ends
 * it when it is too much.
 *
 * <p>A machine is made once for all messages. Each alternative of a policy becomes a {@link dev.carillon.filter.Rule},
 * and each scope's rules a {@link dev.carillon.filter.ScopeMachine}. Of each rule
 * {@link dev.carillon.filter.AccessChoice} chooses the condition by which it is found, one that few messages fulfil, so
 * that the others are looked at only then. For each field a {@link dev.carillon.filter.FieldIndex} finds the conditions
 * that a value fulfils. What can be looked up is: whole values in {@link dev.carillon.filter.IntLists}, beginnings and
 * ends in an {@link dev.carillon.filter.AffixIndex}, numbers between bounds in a
 * {@link dev.carillon.filter.RangeIndex}. Only the rest is tried one by one.
 *
 * <p>Of a message's attributes {@link dev.carillon.filter.AttributeReader} takes the fields that policies speak of into
 * {@link dev.carillon.filter.MessageFields}. A message that is structured has several bodies, of which
 * {@link dev.carillon.filter.BodyTexts} pick that of each protocol. {@link dev.carillon.filter.BodyReader} goes
 * down a body along the {@link dev.carillon.filter.FieldTree}, and skips what no policy asks for.
 * {@link dev.carillon.filter.ArrayElements} says which values lie within one element of an array, since two conditions
 * may have to be fulfilled there together. The {@link dev.carillon.filter.Audience} has those who match, and whether
 * the message took too much to be matched whole.
 *
 * <p>The packages, of which the upper knows the lower:
 *
 * <pre>
 *   filter    the policies of a topic, all together: who gets a message
 *   policy    one policy: what may be in it, and what it asks of a value
 * </pre>
 *
 * <p>Of the lower, nobody else uses more than it takes to read a policy: {@code FilterPolicy},
 * {@link dev.carillon.filter.policy.FilterScope} and {@link dev.carillon.filter.policy.PolicyOutcome}.
 */
@NullMarked
package dev.carillon.filter;

import org.jspecify.annotations.NullMarked;
