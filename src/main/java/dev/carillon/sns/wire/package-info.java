/**
 * Bytes to values and back: the query protocol of SNS, and the JSON protocol. No I/O, no clock, nothing that is shared
 * between threads.
 *
 * <pre>
 *   form or JSON -> request: QueryRequest -+-> SnsAction ------------------------------------+
 *                                          +-> publication: PublicationReader, BatchReader --+-> Checked: the value,
 *                                          +-> attribute: AttributeRules, TagReader ---------+   or the SnsFault to answer
 *
 *   XML or JSON &lt;- reply: WireProtocol &lt;- what the action says to a ResultWriter, or an SnsFault
 * </pre>
 *
 * <p>A request, of either protocol, becomes a {@link dev.carillon.sns.wire.request.QueryRequest}. It names an
 * {@link dev.carillon.sns.wire.SnsAction}, which knows the permissions that it takes. Messages are read by
 * {@link dev.carillon.sns.wire.publication.PublicationReader}, attributes are held against
 * {@link dev.carillon.sns.wire.attribute.AttributeRules}. Every check gives a {@link dev.carillon.sns.wire.Checked}: the
 * value, or the {@link dev.carillon.sns.wire.SnsFault} to answer, of some {@link dev.carillon.sns.wire.SnsErrorCode}; of
 * several, {@link dev.carillon.sns.wire.FirstFault} keeps the first that failed. What a fault repeats of a client's text is
 * cut by {@link dev.carillon.sns.wire.Echo}. Replies leave in the form of the
 * {@link dev.carillon.sns.wire.reply.WireProtocol} that the client speaks. Ids are drawn from
 * {@link dev.carillon.sns.wire.RandomUuids}.
 *
 * <p>The packages, of which each knows only what stands below it:
 *
 * <pre>
 *   reply    publication    attribute    answers; messages; what topics and subscriptions have set
 *            request                     the fields of a request, whichever protocol it came in
 *   wire                                 what they have in common: actions, faults, checked values, ids
 * </pre>
 */
@NullMarked
package dev.carillon.sns.wire;

import org.jspecify.annotations.NullMarked;
