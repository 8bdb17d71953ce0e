/**
 * The user and password of an endpoint's URL as headers: a {@link dev.carillon.push.user.BasicAuthorization} at once, a
 * {@link dev.carillon.push.user.DigestAuthorization} once the endpoint answers with a {@code DigestChallenge}, which names a
 * {@code DigestHash}.
 */
@NullMarked
package dev.carillon.push.user;

import org.jspecify.annotations.NullMarked;
