/**
 * Replies, as the bytes that leave.
 *
 * <p>{@link dev.carillon.sns.wire.reply.WireProtocol} is the door: that of the client makes the whole reply, of an action or
 * of a fault. What an action answers, it says to a {@link dev.carillon.sns.wire.reply.ResultWriter}, whichever that is:
 *
 * <pre>
 *   WireProtocol.QUERY -> XmlReply  -> XmlWriter -> XmlEscape
 *   WireProtocol.JSON  -> JsonReply -> JsonResultWriter
 * </pre>
 *
 * <p>Each reply has a {@link dev.carillon.sns.wire.reply.RequestId}, in its head and, of XML, in its text.
 */
@NullMarked
package dev.carillon.sns.wire.reply;

import org.jspecify.annotations.NullMarked;
