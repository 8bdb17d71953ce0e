/** One dispatcher a topic, one lane a subscription: push, retry, settle. */
@NullMarked
package dev.carillon.delivery;

import org.jspecify.annotations.NullMarked;
