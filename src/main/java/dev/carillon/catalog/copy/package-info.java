/**
 * The copy of the catalogue in the file {@code catalog.copy} of the data folder: what a broker starts from while its
 * database is away.
 *
 * <p>{@link dev.carillon.catalog.copy.KeptCopy} keeps it in step with the view, and whoever changed something waits for that;
 * {@link dev.carillon.catalog.copy.CopyStart} finds it at a start.
 *
 * <pre>
 *   KeptCopy  -> CatalogCopy -> CopyEncoder -> FieldWriter -> CopyFile: framed with a checksum, written whole or not at all
 *                                                                |
 *   CopyStart <- CatalogCopy <- CopyDecoder <- FieldReader <-----+   CopyDamaged: neither reader believes anything
 * </pre>
 */
@NullMarked
package dev.carillon.catalog.copy;

import org.jspecify.annotations.NullMarked;
