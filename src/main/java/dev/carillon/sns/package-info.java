/**
 * Accepts SNS calls, authenticates them, has each action carried out, and replies.
 *
 * <p>{@link dev.carillon.sns.SnsVerticle} is the door: one listens on each event loop, with an
 * {@link dev.carillon.sns.ActionRouter} of its own.
 *
 * <pre>
 *   request -> exchange: Ingress -> call: Calls -> ActionRouter -> topic, subscription or publish
 *                                                                      |
 *   reply &lt;- exchange: ReplyWriter &lt;- call: SnsReply &lt;-----------------+
 * </pre>
 *
 * <p>Within {@link dev.carillon.sns.exchange.Ingress} a request arrives, bounded in every way. Once it is whole,
 * {@link dev.carillon.sns.call.Calls} finds out who calls, and whether they may, and makes a
 * {@link dev.carillon.sns.action.SnsCall} of it. {@code ActionRouter} hands that to the
 * {@link dev.carillon.sns.action.ActionMethod} that one of {@link dev.carillon.sns.topic.TopicRoutes},
 * {@link dev.carillon.sns.subscription.SubscriptionRoutes} and {@link dev.carillon.sns.publish.PublishRoutes} has for
 * its action. What comes of it, or why it was refused on the way, goes back as a
 * {@link dev.carillon.sns.call.SnsReply}.
 *
 * <p>The packages, of which each knows only some of those that stand below it:
 *
 * <pre>
 *   sns                                  the door
 *   exchange                             connections, requests as they arrive, replies as they leave
 *   call                                 who calls, what, and whether they may
 *   topic    subscription    publish     the actions
 *   action                               what all actions share
 *   limit                                how much clients may take, over all event loops
 *   wire                                 bytes to values and back; a service that knows nothing of the others
 * </pre>
 */
@NullMarked
package dev.carillon.sns;

import org.jspecify.annotations.NullMarked;
