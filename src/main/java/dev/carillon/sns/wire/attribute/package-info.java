/**
 * What topics and subscriptions have set: attributes and tags.
 *
 * <p>{@link dev.carillon.sns.wire.attribute.AttributeMap} reads the attributes that a Create or a Subscribe gives, and
 * {@link dev.carillon.sns.wire.attribute.AttributeRules} checks them, or the one of a Set: an {@code AttributeRule} for
 * each says what it may be set to, and the form in which it is kept. {@code FeedbackAttributes} are a topic's for AWS's own
 * logs. {@link dev.carillon.sns.wire.attribute.TagReader} reads a topic's tags, and the keys of those to take away.
 */
@NullMarked
package dev.carillon.sns.wire.attribute;

import org.jspecify.annotations.NullMarked;
