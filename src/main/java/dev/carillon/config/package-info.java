/**
 * What an operator sets, read once at start.
 *
 * <p>{@link dev.carillon.config.ConfigLoader} is the door: it reads one YAML file and the environment and answers with
 * {@link dev.carillon.config.BrokerConfig}, or with every problem that it found. Each part of the configuration reads its
 * own keys from {@link dev.carillon.config.Settings}, which thereby learns what keys there are, what each takes and what
 * it is by default. {@code conf/carillon.yaml} is the manual; a test holds it and the code together.
 */
@NullMarked
package dev.carillon.config;

import org.jspecify.annotations.NullMarked;
