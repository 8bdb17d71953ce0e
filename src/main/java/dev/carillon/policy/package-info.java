/**
 * The JSON documents that clients attach to topics and subscriptions. Pure functions; no I/O, no clock. Those who take
 * them from clients check them here, those who obey them read them here again. {@link dev.carillon.policy.PolicyJson}
 * reads all of them, within limits.
 *
 * <p>{@link dev.carillon.policy.AccessPolicy} is a topic's {@code Policy}: a record for clients, of which the broker
 * makes nothing; {@link dev.carillon.policy.AccessPolicyCheck} says what is wrong with one.
 * {@link dev.carillon.policy.RedrivePolicy} names a subscription's dead-letter queue.
 * {@link dev.carillon.policy.ArchivePolicy} says how long a topic's messages are kept,
 * {@link dev.carillon.policy.ArchiveTerms} since when; {@link dev.carillon.policy.ReplayPolicy} which of them a
 * subscription gets again. What a filter policy says is read in {@code filter}; here is only its
 * {@link dev.carillon.policy.FilterStart}, from which message on it holds, since those published before were decided by
 * the policy of then.
 *
 * <p>A delivery policy is given to a topic ({@link dev.carillon.policy.TopicDelivery}) or a subscription
 * ({@link dev.carillon.policy.SubscriptionDelivery}). {@link dev.carillon.policy.RulesReader} reads what both have in
 * common: each object as a {@link dev.carillon.policy.PolicyObject}, which checks its members as AWS does, and all of
 * it into {@link dev.carillon.policy.DeliveryRules}, where what was not said is empty. What is wrong is thrown as a
 * {@link dev.carillon.policy.PolicyFault}, which never leaves the package: whoever asked gets a
 * {@link dev.carillon.policy.PolicyReading}, which is the policy or the words of the fault.
 *
 * <p>What comes of both together is an {@link dev.carillon.policy.EffectiveDelivery}. By its
 * {@link dev.carillon.policy.RetryRule} a message is sent again, after delays that grow by a
 * {@link dev.carillon.policy.Backoff}; its content type is one of the {@link dev.carillon.policy.ContentTypes} that AWS
 * offers.
 */
@NullMarked
package dev.carillon.policy;

import org.jspecify.annotations.NullMarked;
