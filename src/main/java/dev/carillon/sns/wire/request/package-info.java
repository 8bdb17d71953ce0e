/**
 * The fields of a request, whichever protocol it came in.
 *
 * <pre>
 *   form, or the query of a URL -> FormDecoder -+-> QueryRequest
 *   JSON                        -> JsonDecoder -+
 * </pre>
 *
 * <p>{@link dev.carillon.sns.wire.request.QueryRequest} is the door, and what everything behind reads from, by the names of
 * the query protocol. {@code FormDecoder} decodes a form in one pass into one array, which
 * {@link dev.carillon.sns.wire.request.Utf8Check} looks at whole, both of them {@code EightBytes} at a time; {@code JsonDecoder} reads JSON within the limits of
 * {@link dev.carillon.sns.wire.request.StrictJson}, and gives it the names of the other protocol. Where a list goes on is a
 * {@link dev.carillon.sns.wire.request.PageToken}.
 */
@NullMarked
package dev.carillon.sns.wire.request;

import org.jspecify.annotations.NullMarked;
