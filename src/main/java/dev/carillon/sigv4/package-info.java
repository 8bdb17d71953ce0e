/**
 * Says whether a request was signed by the holder of a secret (AWS Signature Version 4). No I/O.
 *
 * <p>{@link dev.carillon.sigv4.SignatureVerifier} is the door, one a thread. It takes a
 * {@link dev.carillon.sigv4.SignedRequest} as it came over the wire and finds in its
 * {@link dev.carillon.sigv4.RequestHeaders}, or in its query, what it claims:
 * {@link dev.carillon.sigv4.AuthorizationHeader} reads the one, {@link dev.carillon.sigv4.PresignedQuery} the other. A
 * request that is signed twice is refused. The claim is an {@link dev.carillon.sigv4.Authorization}: the
 * {@link dev.carillon.sigv4.CredentialScope} that the signature counts for, the
 * {@link dev.carillon.sigv4.SignedHeaders} that it covers, the {@link dev.carillon.sigv4.SigningTime} and the
 * signature. What the claim alone shows to be wrong, such as another service or a time too long ago, is refused before
 * anything is computed.
 *
 * <p>Then the verifier does what the client did. {@link dev.carillon.sigv4.CanonicalRequest} writes the request in the
 * form that both sides hash, line by line: the {@link dev.carillon.sigv4.CanonicalPath}, which
 * also tells others whether that is the root, the
 * {@link dev.carillon.sigv4.CanonicalQuery}, the {@link dev.carillon.sigv4.CanonicalHeaders}, the hash of the body.
 * Path and query get the one {@link dev.carillon.sigv4.PercentEncoding} that both sides agree on.
 * {@link dev.carillon.sigv4.StringToSign} has the hash of all this, with time and scope. Each is written as bytes into
 * a {@link dev.carillon.sigv4.ByteText} that is used again for the next request, so that hashing makes no strings.
 *
 * <p>The secret is narrowed to a {@link dev.carillon.sigv4.SigningKey} of the scope;
 * {@link dev.carillon.sigv4.DerivedKeys} keeps those that were needed last, since to derive one costs four MACs. The
 * key signs the string, and what comes of it is compared with the claim in constant time. The same is done with a key
 * of nobody's when the access key is unknown, so that time does not tell which access keys there are. The
 * {@link dev.carillon.sigv4.Verification} has the credential, or why the request is refused.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create a
 *     signed AWS API request</a>
 */
@NullMarked
package dev.carillon.sigv4;

import org.jspecify.annotations.NullMarked;
