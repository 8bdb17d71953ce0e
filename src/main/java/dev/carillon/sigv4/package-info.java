/**
 * Says whether a request was signed by the holder of a secret (AWS Signature Version 4). Pure functions.
 *
 * <p>{@link dev.carillon.sigv4.SignatureVerifier} is the door. It takes a {@link dev.carillon.sigv4.SignedRequest},
 * reads what it claims ({@link dev.carillon.sigv4.Authorization}, of the header or of a presigned query) and for which
 * {@link dev.carillon.sigv4.CredentialScope}, computes over the {@link dev.carillon.sigv4.CanonicalRequest} the
 * {@link dev.carillon.sigv4.StringToSign} and over that, with the {@link dev.carillon.sigv4.SigningKey}, the signature
 * that only the holder of the secret can have sent. What comes of it is a {@link dev.carillon.sigv4.Verification}.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create a
 *     signed AWS API request</a>
 */
@NullMarked
package dev.carillon.sigv4;

import org.jspecify.annotations.NullMarked;
