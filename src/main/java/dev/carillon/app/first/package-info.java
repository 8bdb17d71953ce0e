/**
 * The keys that the first start makes, and later ones find.
 *
 * <p>{@link dev.carillon.app.first.EncryptionKeyFile} has the key of the secrets in the database, unless one is configured.
 * With the embedded database {@link dev.carillon.app.first.FirstStart} makes
 * {@link dev.carillon.app.first.QuickstartKeys}, keeps them in a file, and puts the API key among them into the catalogue
 * through a {@link dev.carillon.app.first.CatalogKeyRing}. Whenever the process is killed, file and catalogue agree after
 * the next start.
 */
@NullMarked
package dev.carillon.app.first;

import org.jspecify.annotations.NullMarked;
