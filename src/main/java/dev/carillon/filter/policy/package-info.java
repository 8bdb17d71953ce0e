/**
 * One filter policy: what may be in it, and what it asks of a message's values.
 *
 * <p>{@link dev.carillon.filter.policy.FilterPolicy} reads a policy of one
 * {@link dev.carillon.filter.policy.FilterScope}, which gives a {@link dev.carillon.filter.policy.PolicyOutcome}.
 * {@code PolicyOutline} tells whether it is of a size that is worth working out; {@code RulerCheck} has event-ruler, AWS's
 * own engine, look at it, for what is wrong in AWS's words; {@code PolicyReader} takes {@code $or} apart into alternatives,
 * each a list of {@link dev.carillon.filter.policy.Condition}s on fields, each of those a list of
 * {@link dev.carillon.filter.policy.ValuePattern}s that {@code PatternReader} reads. Both are hashed by
 * {@code SecretHash}, since those who write policies may want them to be hashed alike.
 *
 * <p>From then on a condition says of a {@link dev.carillon.filter.policy.FieldValue} whether it fulfils it. Both sides are
 * compared in the same form: by {@code CaseFold} where case does not count, as {@code NumberText}, as {@code IpText};
 * {@code WildcardText} goes over the text itself. What may take long says so to
 * {@link dev.carillon.filter.policy.Work}.
 */
@NullMarked
package dev.carillon.filter.policy;

import org.jspecify.annotations.NullMarked;
