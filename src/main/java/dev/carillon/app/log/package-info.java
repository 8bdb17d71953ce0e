/**
 * Where lines of the log go.
 *
 * <p>{@link dev.carillon.app.log.Logging} is the door: it is set up before anything else, and ended last. Lines go to
 * standard error, as text or as {@link dev.carillon.app.log.JsonLines}, through a
 * {@link dev.carillon.app.log.LogQueue}, so that no thread of the broker waits for whoever reads them.
 */
@NullMarked
package dev.carillon.app.log;

import org.jspecify.annotations.NullMarked;
