/**
 * The broker under what machines do to it, and the books that say whether a message was lost.
 *
 * <p>{@link dev.carillon.crash.KillNineIT} kills it in the middle of its work, as the first process of a namespace too;
 * {@link dev.carillon.crash.QuotaIT} does so while a quota is full;
 * {@link dev.carillon.crash.FailingCallsIT} lets its system calls fail, and {@link dev.carillon.crash.MutatedFolderIT} bends
 * its files; {@link dev.carillon.crash.ManyTopicsIT} only gives it much to do. The books are kept by
 * {@link dev.carillon.crash.Ledger}, a process of its own that outlives every broker. The soak, in a package of its own,
 * changes everything else that can be changed, too.
 */
@NullMarked
package dev.carillon.crash;

import org.jspecify.annotations.NullMarked;
