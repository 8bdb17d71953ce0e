/**
 * What changes the catalogue.
 *
 * <p>{@link dev.carillon.catalog.change.CatalogWriter} has a method for each change of a project. It has
 * {@link dev.carillon.catalog.change.ProjectChanges}, {@link dev.carillon.catalog.change.CredentialChanges},
 * {@link dev.carillon.catalog.change.TopicChanges} or {@link dev.carillon.catalog.change.SubscriptionChanges} make a
 * {@link dev.carillon.catalog.change.Change} of what is asked, such as a
 * {@link dev.carillon.catalog.change.CredentialEdit}, and hands it to {@link dev.carillon.catalog.change.Changes},
 * which make those of one project one after another. The caller gets a
 * {@link dev.carillon.catalog.change.WriteOutcome}:
 *
 * <pre>
 *   Change: decided by the view -- Answer ---------------------------------------------------------------> WriteOutcome
 *                                  Write --> transaction --> Written: the new view, shown, in the copy --> Done
 *                                                |
 *                                   failed: the project is suspect, and loaded again ---------------> Unavailable
 * </pre>
 *
 * <p>{@link dev.carillon.catalog.change.ExpirySweep} asks for changes of its own: it deletes what nobody confirmed in
 * time.
 *
 * <p>API keys belong to no project. {@link dev.carillon.catalog.change.ApiKeys} makes one as a
 * {@link dev.carillon.catalog.change.NewApiKey} says, or revokes it, in the database alone, with or without a broker;
 * one that runs hears of it from there.
 */
@NullMarked
package dev.carillon.catalog.change;

import org.jspecify.annotations.NullMarked;
