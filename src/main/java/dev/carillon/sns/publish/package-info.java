/**
 * The way in for messages.
 *
 * <p>{@link dev.carillon.sns.publish.PublishRoutes} is the door. {@code PublishAction} takes one message,
 * {@code PublishBatchAction} up to ten; both ask for the topic, for what the message is, and then whether the caller
 * may publish so much. {@code Appends} brings them to the journal, and {@code AppendAnswers} says in SNS's words what
 * it answers: of a batch, entry by entry, in a {@code BatchOutcome}.
 */
@NullMarked
package dev.carillon.sns.publish;

import org.jspecify.annotations.NullMarked;
