/**
 * The file {@code catalog.copy} of the data folder: what a broker starts from while its database is away.
 *
 * <p>{@link dev.carillon.catalog.copy.FieldWriter} puts fields together, {@link dev.carillon.catalog.copy.CopyFile} frames
 * them with a checksum and writes them whole or not at all, {@link dev.carillon.catalog.copy.FieldReader} takes them apart
 * again and believes nothing. What the fields mean is the catalogue's: {@code CopyEncoder} and {@code CopyDecoder}.
 */
@NullMarked
package dev.carillon.catalog.copy;

import org.jspecify.annotations.NullMarked;
