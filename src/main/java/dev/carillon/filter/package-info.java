/**
 * Filter policies: what may be in one, and which subscriptions' policies a message matches. No I/O, no clock.
 *
 * <p>{@link dev.carillon.filter.FilterPolicy} reads a policy. {@code PolicyOutline} tells whether it is of a size that is
 * worth working out; {@code RulerCheck} has event-ruler, AWS's own engine, look at it, for what is wrong in AWS's words;
 * {@code PolicyReader} takes {@code $or} apart into alternatives, each a list of {@code Condition}s on fields, each of
 * those a list of {@code ValuePattern}s.
 *
 * <p>{@link dev.carillon.filter.FilterMachine} holds those of a whole topic. A message takes this way:
 *
 * <pre>
 *   attributes -> AttributeReader -+-> MessageFields -> ScopeMachine, one a scope -> Audience
 *   body       -> BodyReader ------+    |                 | FieldIndex: which conditions does a value fulfil?
 *                                       |                 | AccessChoice: by which of them is a rule found?
 *                                       +- ArrayElements: do the values lie together?
 * </pre>
 *
 * Everything on that way that grows with the message says so to {@code Work}, which ends it when it is too much.
 */
@NullMarked
package dev.carillon.filter;

import org.jspecify.annotations.NullMarked;
