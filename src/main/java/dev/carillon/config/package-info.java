/** What an operator sets: {@link dev.carillon.config.BrokerConfig} and its parts, read once at start. */
@NullMarked
package dev.carillon.config;

import org.jspecify.annotations.NullMarked;
