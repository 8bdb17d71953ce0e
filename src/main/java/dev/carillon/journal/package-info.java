/** Owns the topics of one shard: appends in groups, keeps the quota, frees what is settled. */
@NullMarked
package dev.carillon.journal;

import org.jspecify.annotations.NullMarked;
