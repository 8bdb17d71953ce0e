/** Accepts SNS calls, authenticates them, routes each action to one method, and replies. */
@NullMarked
package dev.carillon.sns;

import org.jspecify.annotations.NullMarked;
