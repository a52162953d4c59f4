/**
 * Prepares what models are asked: benchmarks bound to protocols, prompts rendered and tokenised.
 *
 * <p>May use {@code eval.protocol}, {@code eval.benchmark}, {@code eval.template} and {@code
 * eval.generate.tokenizer}.
 *
 * <p>Start with {@link RenderedProblem}.
 */
package org.alphagrid.eval.prompt;
