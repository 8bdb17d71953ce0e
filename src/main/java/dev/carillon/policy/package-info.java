/**
 * The JSON documents that clients attach to topics and subscriptions. Pure functions; no I/O, no clock. Those who take them
 * from clients check them here, those who obey them read them here again.
 *
 * <p>{@link dev.carillon.policy.AccessPolicy} is a topic's {@code Policy}: a record for clients, of which the broker makes
 * nothing; {@link dev.carillon.policy.AccessPolicyCheck} says what is wrong with one. {@link
 * dev.carillon.policy.RedrivePolicy} names a subscription's dead-letter queue. {@link dev.carillon.policy.ArchivePolicy} says
 * how long a topic's messages are kept, {@link dev.carillon.policy.ArchiveTerms} since when; {@link
 * dev.carillon.policy.ReplayPolicy} which of them a subscription gets again.
 *
 * <p>A delivery policy is given to a topic ({@link dev.carillon.policy.TopicDelivery}) or a subscription
 * ({@link dev.carillon.policy.SubscriptionDelivery}); {@code RulesReader} reads what both have in common, and what comes of
 * both together is an {@link dev.carillon.policy.EffectiveDelivery}, by whose {@link dev.carillon.policy.RetryRule} a
 * message is sent again. {@code PolicyJson} reads all of them, within limits.
 */
@NullMarked
package dev.carillon.policy;

import org.jspecify.annotations.NullMarked;
