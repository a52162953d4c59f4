/**
 * Prepares what models are asked, and how they are read: each by its own files.
 *
 * <p>May use {@code eval.protocol}, {@code eval.benchmark}, {@code eval.template} and {@code
 * eval.generate.tokenizer}.
 *
 * <p>Start with {@link SweepProtocols}.
 */
package org.alphagrid.eval.prompt;
