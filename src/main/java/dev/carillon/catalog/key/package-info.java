/**
 * Keys and secrets, as values; nothing here knows where they are kept.
 *
 * <p>{@link dev.carillon.catalog.key.NewSecrets} makes a credential's access key and secret.
 * {@link dev.carillon.catalog.key.SecretBox} encrypts the secret under the broker's
 * {@link dev.carillon.catalog.key.EncryptionKey}, and opens it when the catalogue is loaded. Of an
 * {@link dev.carillon.catalog.key.ApiKey} only the hash of its token is kept, and that needs no key.
 */
@NullMarked
package dev.carillon.catalog.key;

import org.jspecify.annotations.NullMarked;
