/**
 * Messages as clients publish them.
 *
 * <p>{@link dev.carillon.sns.wire.publication.PublicationReader} reads the one of a Publish;
 * {@link dev.carillon.sns.wire.publication.BatchReader} has it read the up to ten of a PublishBatch. Where there is a text
 * for each protocol, {@code MessageStructure} looks at it. {@code MessageAttributeReader} reads the attributes: a name is
 * held against {@code AttributeName}, of {@code NameCharacters}, a number against {@code NumberForm}. {@code FifoIds} reads
 * the ids that the {@link dev.carillon.sns.wire.publication.TopicKind} asks for. How large all of that may be together is
 * said by {@link dev.carillon.sns.wire.publication.PublicationSize}.
 */
@NullMarked
package dev.carillon.sns.wire.publication;

import org.jspecify.annotations.NullMarked;
