/** The project-level REST API. */
@NullMarked
package dev.carillon.management;

import org.jspecify.annotations.NullMarked;
