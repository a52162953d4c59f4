/**
 * Computes digests of named fields, from which names and seeds are derived.
 *
 * <p>May use the JDK only.
 *
 * <p>Start with {@link ContentDigest}.
 */
package org.alphagrid.core.digest;
