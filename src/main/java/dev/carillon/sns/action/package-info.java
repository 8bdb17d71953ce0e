/**
 * What all actions share.
 *
 * <p>A {@link dev.carillon.sns.action.SnsCall} comes to the {@link dev.carillon.sns.action.ActionMethod} that its
 * action has, which was made with the broker's {@link dev.carillon.sns.action.SnsServices}, the
 * {@link dev.carillon.sns.action.EndpointCheck} among them. It asks {@link dev.carillon.sns.action.Lookups} for what
 * the call names. Of the attributes in a request, {@link dev.carillon.sns.action.OneAttribute} holds one against its
 * own rules, and an {@link dev.carillon.sns.action.AttributeChange} is what a Set gives. When the catalogue has done
 * what it was asked to, or not, {@link dev.carillon.sns.action.Answers} has the words for it; a
 * {@link dev.carillon.sns.action.Listing} answers a page at a time.
 */
@NullMarked
package dev.carillon.sns.action;

import org.jspecify.annotations.NullMarked;
