/**
 * Certificate and key of the public listeners, which are replaced while the broker runs.
 *
 * <p>{@link dev.carillon.app.tls.TlsFiles} is the door. It reads the files at the start and whenever it is told to look
 * again; a {@link dev.carillon.app.tls.PemIdentity} whose key fits its certificate goes to the
 * {@link dev.carillon.app.tls.SwappedKeyManager}, which shows each new handshake the newest.
 */
@NullMarked
package dev.carillon.app.tls;

import org.jspecify.annotations.NullMarked;
