/**
 * A broker of which everything is changed at random while messages go through it, and the books that say what should have
 * become of each.
 *
 * <p>{@link dev.carillon.crash.soak.SoakIT} lets an {@link dev.carillon.crash.soak.Actor} do one {@link
 * dev.carillon.crash.soak.Deed} after another: to a {@link dev.carillon.crash.soak.Tenant}, to its {@link
 * dev.carillon.crash.soak.Subscriptions}, to the {@link dev.carillon.crash.soak.Endpoints}, and to the broker itself by
 * {@link dev.carillon.crash.soak.Restarts}. All of them tell the {@link dev.carillon.crash.soak.SoakLedger}, a process of
 * its own with {@link dev.carillon.crash.soak.Publishers} and receivers, before a change and after it. It keeps a {@link
 * dev.carillon.crash.soak.TopicBook} of what was sent and a {@link dev.carillon.crash.soak.SubscriptionBook} of what
 * arrived, and its {@link dev.carillon.crash.soak.Judge} compares the two.
 */
@NullMarked
package dev.carillon.crash.soak;

import org.jspecify.annotations.NullMarked;
