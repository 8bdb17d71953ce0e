/** Wires everything, starts it in order and drains it in reverse. */
@NullMarked
package dev.carillon.app;

import org.jspecify.annotations.NullMarked;
