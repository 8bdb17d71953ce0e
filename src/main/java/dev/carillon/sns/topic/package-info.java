/**
 * The actions on topics.
 *
 * <p>{@link dev.carillon.sns.topic.TopicRoutes} is the door. {@code TopicActions} makes and deletes topics,
 * {@code ListTopicsAction} lists them, {@code TopicAttributeActions} shows and changes their attributes:
 * {@code FifoAttributes} and {@code TopicPolicies} hold what is given against its rules, and {@code TopicArchives}
 * says what becomes of a topic's archive with it. {@code PermissionActions} adds to the {@code ShownPolicy} the
 * statement that {@code GrantReader} reads, and takes it away; {@code TagActions} does so with tags.
 */
@NullMarked
package dev.carillon.sns.topic;

import org.jspecify.annotations.NullMarked;
