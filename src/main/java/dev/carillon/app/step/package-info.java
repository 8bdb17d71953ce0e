/**
 * Starting and stopping, one step at a time.
 *
 * <p>A start takes place in {@link dev.carillon.app.step.Step}s: one that fails becomes a
 * {@link dev.carillon.app.step.StartFailure}, which says in one line which it was and, in the words of
 * {@link dev.carillon.app.step.Reasons}, why. {@link dev.carillon.app.step.Awaited} is the one place where a thread waits
 * for a future. Every part that has begun adds its end to the {@link dev.carillon.app.step.StartedParts}; the stop, as well
 * as a start that fails, runs these from the last to the first, within the grace that is configured.
 */
@NullMarked
package dev.carillon.app.step;

import org.jspecify.annotations.NullMarked;
