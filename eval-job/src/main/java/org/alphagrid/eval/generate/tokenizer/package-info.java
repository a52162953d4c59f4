/**
 * Turns text into token ids and back, and splits thoughts from answers.
 *
 * <p>May use DJL's tokenizers and {@code core}.
 *
 * <p>Start with {@link ModelTokenizer}.
 */
package org.alphagrid.eval.generate.tokenizer;
