/** Says whether a request was signed by the holder of a secret (AWS Signature Version 4). Pure functions. */
@NullMarked
package dev.carillon.sigv4;

import org.jspecify.annotations.NullMarked;
