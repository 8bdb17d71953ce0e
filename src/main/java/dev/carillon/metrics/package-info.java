/** Names, units and tags of all meters, and the health of the broker. */
@NullMarked
package dev.carillon.metrics;

import org.jspecify.annotations.NullMarked;
