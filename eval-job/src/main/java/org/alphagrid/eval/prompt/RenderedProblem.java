package org.alphagrid.eval.prompt;

import java.io.Serializable;
import org.alphagrid.eval.benchmark.ChoiceOrder;
import org.alphagrid.eval.benchmark.Problem;
import org.alphagrid.eval.generate.tokenizer.TokenIds;

/**
 * Holds a problem as a model is asked it: rendered once on the driver and used unchanged up to the
 * row of the sample table.
 *
 * @param problem with its options in the order shown
 * @param choiceOrder the order of the options; empty where there are none
 * @param tokens ids of the prompt, special tokens included
 * @param digest SHA-256 of the text that the tokenizer was given
 * @param opensThought whether the prompt ends inside a thought that the model is to continue
 */
public record RenderedProblem(
    Problem problem, ChoiceOrder choiceOrder, TokenIds tokens, String digest, boolean opensThought)
    implements Serializable {}
