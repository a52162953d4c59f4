/**
 * Computes the frequencies of rotary position embeddings with every scaling in use.
 *
 * <p>May use the JDK only.
 *
 * <p>Start with {@link RopeSpec}.
 */
package org.alphagrid.merge.architecture.rope;
