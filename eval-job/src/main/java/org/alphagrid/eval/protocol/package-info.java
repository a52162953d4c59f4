/**
 * Reads protocols: chat template, thinking switch, decoding, caps; and renders prompts with them.
 *
 * <p>May use {@code eval.template} and {@code core}.
 *
 * <p>Start with {@link Protocol}.
 */
package org.alphagrid.eval.protocol;
