/**
 * The broker's keys, the certificates that vouch for them, and what is signed with them.
 *
 * <p>{@link dev.carillon.push.signing.SigningKeys} is the door. At the start it has {@code SigningChain} choose, or make,
 * what is in force: a root, an intermediate authority and a signing key, made by {@code CertificateIssuer} and kept by
 * {@code SigningFolder}, for the {@link dev.carillon.push.signing.CertificateNames} of the configuration. While the broker
 * runs, {@link dev.carillon.push.signing.TextSigner} takes a text and its
 * {@link dev.carillon.push.signing.SignatureVersion}, has the {@code SigningKey} in force sign it by the fastest
 * {@code RsaProvider}, and adds where the certificate is: {@link dev.carillon.push.signing.Signed}. Whoever wants to verify
 * that gets it from {@link dev.carillon.push.signing.CertificatePages}.
 */
@NullMarked
package dev.carillon.push.signing;

import org.jspecify.annotations.NullMarked;
