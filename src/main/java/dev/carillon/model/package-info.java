/**
 * The words of SNS as immutable values; everything else is built from them and they know nothing but the JDK.
 *
 * <p>In the order in which a message meets them: a request is signed with a {@link dev.carillon.model.Credential},
 * which has a {@link dev.carillon.model.SecretKey} and belongs to a {@link dev.carillon.model.ProjectScope}, a
 * project's {@link dev.carillon.model.ProjectId} in a {@link dev.carillon.model.Region}. Its
 * {@link dev.carillon.model.SnsPermissions} say which {@link dev.carillon.model.Permission} it holds. The request names
 * a {@link dev.carillon.model.Topic} by its {@link dev.carillon.model.TopicArn} and hands in a
 * {@link dev.carillon.model.Publication}: a {@link dev.carillon.model.MessageText}, which stays UTF-8 bytes all the
 * way, with a {@link dev.carillon.model.MessageAttribute} for each attribute that the publisher gave. In a FIFO topic
 * its place is told as a {@link dev.carillon.model.SequenceNumber}.
 *
 * <p>The message reaches every confirmed {@link dev.carillon.model.Subscription} of the topic. A subscription has a
 * {@link dev.carillon.model.SubscriptionArn}, a {@link dev.carillon.model.Protocol} and an endpoint, which is a URL or
 * a queue's {@link dev.carillon.model.QueueArn}; its {@link dev.carillon.model.SubscriptionState} says whether it still
 * waits for its confirmation, or from which message on it gets them. {@link dev.carillon.model.ProjectView} is one
 * project's whole metadata at one moment. Topics and their subscriptions are in it oldest first, an order that
 * {@link dev.carillon.model.Ordered} copies keep.
 *
 * <p>The others are no words of SNS. They are here because packages that may not import one another share them, and all
 * may import this one. A {@link dev.carillon.model.JournalSpan} is what the journal says of one of its files, a
 * {@link dev.carillon.model.LiveSpan} how much of that the delivery side still waits for; the bus carries both. A
 * {@link dev.carillon.model.ByteSize} is read by the configuration and asked for by every part that keeps to a bound.
 * {@link dev.carillon.model.TimeSource} is the only clock, made at the start, passed in everywhere and replaced in
 * tests. {@link dev.carillon.model.Uuids} reads UUIDs strictly, for the ids here and for the management API.
 * {@link dev.carillon.model.ConfirmationKind} says why an endpoint is sent a link, from the request for it to the message.
 * {@link dev.carillon.model.TokenHash} is what is kept of a token: whoever keeps it and whoever is shown the token must make
 * it in the same way. {@link dev.carillon.model.IpAddress} and {@link dev.carillon.model.Cidr} read addresses and networks
 * without asking a name server: the configuration, which refuses what is none, and all that compares with them must agree.
 */
@NullMarked
package dev.carillon.model;

import org.jspecify.annotations.NullMarked;
