/**
 * The broker's keys, the certificates that vouch for them, and what is signed with them.
 *
 * <p>{@link dev.carillon.push.signing.SigningKeys} is the door. At the start it has
 * {@link dev.carillon.push.signing.SigningChain} choose, or make, what is in force: a root, an intermediate authority
 * and a signing key. {@link dev.carillon.push.signing.CertificateIssuer} makes an
 * {@link dev.carillon.push.signing.IssuedCertificate} for each, that of the signing key with the
 * {@link dev.carillon.push.signing.CertificateNames} of the configuration, and
 * {@link dev.carillon.push.signing.SigningFolder} keeps them.
 *
 * <p>While the broker runs, {@link dev.carillon.push.signing.TextSigner} takes a text and its
 * {@link dev.carillon.push.signing.SignatureVersion}, has the {@link dev.carillon.push.signing.SigningKey} in force
 * sign it by the fastest {@link dev.carillon.push.signing.RsaProvider}, and adds from
 * {@link dev.carillon.push.signing.CertificateUrls} where the certificate is: {@link dev.carillon.push.signing.Signed}.
 * Whoever wants to verify that gets it from {@link dev.carillon.push.signing.CertificatePages}.
 */
@NullMarked
package dev.carillon.push.signing;

import org.jspecify.annotations.NullMarked;
