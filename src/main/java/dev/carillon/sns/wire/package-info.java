/**
 * Bytes to values and back: the query protocol of SNS, and the JSON protocol. No I/O, no clock, nothing that is shared
 * between threads.
 *
 * <p>A request's form becomes a {@link dev.carillon.sns.wire.QueryRequest}, decoded once into one array and read from it
 * on demand, and so does a request in JSON, by the same names. It names a {@link dev.carillon.sns.wire.SnsAction}, which
 * knows the permissions that it takes. A message is read by {@link dev.carillon.sns.wire.PublicationReader} (ten of them
 * by {@link dev.carillon.sns.wire.BatchReader}),
 * attributes are held against {@link dev.carillon.sns.wire.AttributeRules}, a place in a list is a
 * {@link dev.carillon.sns.wire.PageToken}. Every check gives a {@link dev.carillon.sns.wire.Checked}: the value, or the
 * {@link dev.carillon.sns.wire.SnsFault} to answer. Replies are written to a {@link dev.carillon.sns.wire.ResultWriter}, in
 * the form of the {@link dev.carillon.sns.wire.WireProtocol} that the client speaks.
 */
@NullMarked
package dev.carillon.sns.wire;

import org.jspecify.annotations.NullMarked;
