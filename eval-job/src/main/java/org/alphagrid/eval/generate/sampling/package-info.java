/**
 * Chooses the next token from logits: temperature, top-k, top-p, min-p, penalties.
 *
 * <p>May use {@code merge.tensor}; knows no engine.
 *
 * <p>Start with {@link Sampler}.
 */
package org.alphagrid.eval.generate.sampling;
