/**
 * The actions on subscriptions, in the order of a subscription's life.
 *
 * <p>{@link dev.carillon.sns.subscription.SubscriptionRoutes} is the door. {@code SubscribeAction} reads a
 * {@code SubscribeOrder}: its endpoint is held against {@code EndpointForm}, the queues it names against
 * {@code QueueRules}, its attributes against {@code FilterAttributes}, {@code DeliveryAttributes},
 * {@code RawDelivery}, {@code RedriveRules} and {@code ReplayRules}, and a truth value is read as a {@code Flag}. A
 * function's or a queue's subscription begins at once, at the place where {@code TopicPin} holds the topic; a web
 * endpoint is sent a {@code ConfirmationToken} first, with which somebody comes to {@code ConfirmAction}; by the note
 * {@code ConfirmationDue}, {@link dev.carillon.sns.subscription.PendingConfirmations} knows after a start who has yet to get
 * one. From then on
 * {@code SubscriptionAttributeActions} shows and changes its attributes, the same rules holding, and
 * {@code ListSubscriptionsActions} lists it, its {@code ListedEndpoint} without a password, until
 * {@code UnsubscribeAction} ends it.
 */
@NullMarked
package dev.carillon.sns.subscription;

import org.jspecify.annotations.NullMarked;
