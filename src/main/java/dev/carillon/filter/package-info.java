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
 * Everything on that way that grows with the message says so to {@link dev.carillon.filter.policy.Work}, which ends it when
 * it is too much.
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
