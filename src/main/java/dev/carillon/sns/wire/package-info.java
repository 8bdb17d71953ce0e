/** Bytes to values and back: the query protocol of SNS. No I/O. */
@NullMarked
package dev.carillon.sns.wire;

import org.jspecify.annotations.NullMarked;
