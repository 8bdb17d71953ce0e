/**
 * The broker killed in the middle of its work: {@link dev.carillon.crash.KillNineIT} kills it,
 * {@link dev.carillon.crash.Ledger}, a process of its own that outlives every broker, knows what was promised and what
 * arrived.
 */
@NullMarked
package dev.carillon.crash;

import org.jspecify.annotations.NullMarked;
